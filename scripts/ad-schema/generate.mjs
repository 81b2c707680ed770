// Makes the schema tables of the directory from the facts recorded at a domain controller.
//
//   node scripts/ad-schema/generate.mjs DIR
//
// DIR holds dumps/schema-attributes.tsv, dumps/schema-classes.tsv and exchange-schema-subset.ldif. The dumps were
// taken after the Exchange subset had been loaded, so its rows are moved to tables of their own. The same input
// gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readExchange } from './read-exchange.mjs'
import { readAttributes, readClasses } from './read-dumps.mjs'
import { renderRows } from './render-rows.mjs'

const OUTPUT = new URL('../../simulators/directory/schema/generated/', import.meta.url)

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  process.stderr.write('usage: node scripts/ad-schema/generate.mjs DIR\n')
  process.exit(2)
}

const read = (name) => readFileSync(join(directory, name), 'utf8')
const exchange = readExchange(read('exchange-schema-subset.ldif'))
const attributes = readAttributes(read('dumps/schema-attributes.tsv'))
const classes = readClasses(read('dumps/schema-classes.tsv'), exchange)

const ofExchange = (row) => exchange.names.has(row[0])
const ofBase = (row) => !ofExchange(row)

write('base-attributes.ts', 'AttributeRow', 'BASE_ATTRIBUTES', attributes.filter(ofBase))
write('base-classes.ts', 'ClassRow', 'BASE_CLASSES', classes.filter(ofBase))
write('exchange-attributes.ts', 'AttributeRow', 'EXCHANGE_ATTRIBUTES', attributes.filter(ofExchange))
write('exchange-classes.ts', 'ClassRow', 'EXCHANGE_CLASSES', classes.filter(ofExchange))
write('exchange-extensions.ts', 'ClassExtension', 'EXCHANGE_EXTENSIONS', exchange.extensions)

function write(file, type, name, rows) {
  writeFileSync(new URL(file, OUTPUT), renderRows({ type, name, rows }))
}
