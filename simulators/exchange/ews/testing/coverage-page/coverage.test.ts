import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createEwsSchema } from '../../codec/schema.js'
import { OPERATIONS } from '../../generated/operations.js'
import { createOffice } from '../../operations/testing/office.js'
import { calendarOperations } from '../../operations/index.js'
import { createCatalogue } from '../../operations/properties/catalogue.js'
import { CALENDAR_OPERATIONS } from '../calendar-operations.js'
import { coverageLines, renderPage, type CoverageLine } from './page.js'
import { REFERENCE_NAMES } from './reference-names.js'
import { coverageRows } from './rows.js'
import type { Seen } from './seen.js'

const DOCS = join(import.meta.dirname, '../../../../../docs')
const PAGE = join(DOCS, 'ews-coverage.md')
/** What `scripts/ews-coverage/generate.mjs` asks for. */
const seenFile = process.env['EXWEX_EWS_SEEN_FROM']
const task = process.env['EXWEX_EWS_COVERAGE']

/** Offered beside those on folders and items. */
const NOTIFICATIONS = ['Subscribe', 'Unsubscribe', 'GetEvents', 'GetStreamingEvents']
const offered = new Set([
  ...calendarOperations(createOffice().store).map(({ name }) => name),
  ...NOTIFICATIONS,
])
const schema = createEwsSchema()

it('has a row for every name of the parts 4 and 5 of the reference', () => {
  const rows = new Set(coverageRows(schema).map(({ section, name }) => `${section} ${name}`))
  const wanted = Object.entries(REFERENCE_NAMES).flatMap(([part, names]) =>
    names.split(' ').map((name) => `ews.md ${part} ${name}`),
  )

  expect(wanted.filter((row) => !rows.has(row))).toEqual([])
  expect(wanted.length).toBeGreaterThan(900)
})

it('has a row for every property of the catalogue, and for every operation that is offered', () => {
  const rows = new Set(coverageRows(schema).map(({ section, name }) => `${section} ${name}`))
  const properties = createCatalogue().all.flatMap(({ kinds, element }) =>
    kinds.map((kind) => `properties of ${kind} ${element}`),
  )
  const isOurs = (name: string) => (CALENDAR_OPERATIONS as readonly string[]).includes(name)
  const operations = [...offered].filter(isOurs).map((name) => `${name} ${name}`)

  expect([...new Set([...properties, ...operations])].filter((row) => !rows.has(row))).toEqual([])
  expect(
    CALENDAR_OPERATIONS.filter((name) => !OPERATIONS.some((operation) => operation.name === name)),
  ).toEqual([])
})

it.runIf(existsSync(PAGE))('shows every row on the page', () => {
  const page = readFileSync(PAGE, 'utf8')
  const sections = page.split(/^## /m)
  const missing = coverageRows(schema).filter(
    ({ section, name }) =>
      !sections.some((text) => text.startsWith(`${section}\n`) && text.includes(`\n| ${name} |`)),
  )

  expect(missing.map(({ section, name }) => `${section} ${name}`)).toEqual([])
})

it.runIf(seenFile !== undefined)('makes the page of what was seen', () => {
  const seen = JSON.parse(readFileSync(seenFile ?? '', 'utf8')) as Seen
  const lines = coverageLines(schema, seen, offered)

  if (task === 'write') writeFileSync(PAGE, renderPage(lines))
  else expect(becameUntested(lines)).toEqual([])
})

/** Rows that the page calls tested, and that no message of this run shows. */
function becameUntested(lines: readonly CoverageLine[]): readonly string[] {
  const before = readFileSync(PAGE, 'utf8').split(/^## /m)
  return lines
    .filter(({ section, name, tested }) => {
      const text = before.find((part) => part.startsWith(`${section}\n`)) ?? ''
      const line = text.split('\n').find((each) => each.startsWith(`| ${name} |`)) ?? ''
      return tested.length === 0 && line.includes('| tested |')
    })
    .map(({ section, name }) => `${section} ${name}`)
}
