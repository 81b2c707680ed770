import { expect, it } from 'vitest'
import { TYPES } from '../../generated/types.js'
import { createCatalogue } from './catalogue.js'

const catalogue = createCatalogue()
const ITEM_PATHS = /^(item|calendar|message|meeting|meetingRequest):/

function schemaPaths(): readonly string[] {
  const facts = TYPES['t:UnindexedFieldURIType']
  return (facts !== undefined && 'values' in facts ? (facts.values ?? []) : []).filter((uri) =>
    ITEM_PATHS.test(uri),
  )
}

it('has a row for every path that the schema has for items', () => {
  const known = new Set(catalogue.all.map(({ uri }) => uri))

  expect(schemaPaths().filter((uri) => !known.has(uri))).toEqual([])
})
