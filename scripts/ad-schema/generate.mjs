// Makes the schema tables of the directory from the facts recorded at a domain controller and from the schema that
// Microsoft publishes with its Open Specifications.
//
//   node scripts/ad-schema/generate.mjs [--check] RECORDED PUBLISHED
//
// RECORDED holds dumps/schema-attributes.tsv, dumps/schema-classes.tsv and exchange-schema-subset.ldif. The dumps were
// taken after the Exchange subset had been loaded, so its rows are moved to tables of their own. PUBLISHED holds
// AD_DS_Attributes__Windows_Server_2012_R2.ldf and AD_DS_Classes__Windows_Server_2012_R2.ldf (Debian's samba has them
// in /usr/share/samba/setup/ad-schema). The same input gives the same bytes; --check writes nothing and fails when the
// files differ.
import { readFileSync, writeFileSync } from 'node:fs'
import { renderTables } from './tables.mjs'

const OUTPUT = new URL('../../simulators/directory/schema/generated/', import.meta.url)

const options = process.argv.slice(2)
const isCheck = options[0] === '--check'
const [recorded, published] = isCheck ? options.slice(1) : options
if (recorded === undefined || published === undefined) {
  process.stderr.write('usage: node scripts/ad-schema/generate.mjs [--check] RECORDED PUBLISHED\n')
  process.exit(2)
}

const stale = Object.entries(renderTables(recorded, published)).filter(([file, text]) => {
  const place = new URL(file, OUTPUT)
  if (isCheck) return readFileSync(place, 'utf8') !== text
  writeFileSync(place, text)
  return false
})
for (const [file] of stale) process.stderr.write(`${file} is not what the script makes\n`)
process.exitCode = stale.length === 0 ? 0 : 1
