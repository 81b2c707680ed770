import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import { renderVersions } from './testing/page.js'

const PAGE = join(import.meta.dirname, '../../../docs/exchange-versions.md')

/** `write` is what `scripts/exchange-versions/generate.mjs` asks for. */
const task = process.env['EXWEX_EXCHANGE_VERSIONS']

it('has a page about releases that says what the table says', async () => {
  const page = await format(renderVersions(), { ...(await resolveConfig(PAGE)), filepath: PAGE })
  if (task === 'write') writeFileSync(PAGE, page)

  expect(readFileSync(PAGE, 'utf8'), 'run node scripts/exchange-versions/generate.mjs').toBe(page)
})
