import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { attributeDetails, classDetails } from './read-details.mjs'
import { readAttributes, readClasses } from './read-dumps.mjs'
import { readEntries } from './read-entries.mjs'
import { readExchange } from './read-exchange.mjs'
import { renderLines, renderRows } from './render-rows.mjs'

/** The generated files by name, made from the recorded facts and from Microsoft's published schema. */
export function renderTables(recorded, published) {
  const read = (name) => readFileSync(join(recorded, name), 'utf8')
  const entriesOf = (name) => readEntries(readFileSync(join(published, name), 'latin1'))
  const exchangeLdif = read('exchange-schema-subset.ldif')
  const exchange = readExchange(exchangeLdif)
  const attributes = readAttributes(read('dumps/schema-attributes.tsv'))
  const classes = readClasses(read('dumps/schema-classes.tsv'), exchange)

  const ofExchange = (row) => exchange.names.has(row[0])
  const ofBase = (row) => !ofExchange(row)
  const added = readEntries(exchangeLdif).filter((entry) => entry.has('lDAPDisplayName'))
  const isClass = (entry) => entry.has('governsID')
  const isAttribute = (entry) => entry.has('attributeID')

  return {
    ...rows('base-attributes.ts', 'AttributeRow', 'BASE_ATTRIBUTES', attributes.filter(ofBase)),
    ...rows('base-classes.ts', 'ClassRow', 'BASE_CLASSES', classes.filter(ofBase)),
    ...rows('exchange-attributes.ts', 'AttributeRow', 'EXCHANGE_ATTRIBUTES', attributes.filter(ofExchange)),
    ...rows('exchange-classes.ts', 'ClassRow', 'EXCHANGE_CLASSES', classes.filter(ofExchange)),
    ...rows('exchange-extensions.ts', 'ClassExtension', 'EXCHANGE_EXTENSIONS', exchange.extensions),
    ...lines('attribute-details.ts', 'ATTRIBUTE_DETAILS', [
      ...attributeDetails(entriesOf('AD_DS_Attributes__Windows_Server_2012_R2.ldf')),
      ...attributeDetails(added.filter(isAttribute)),
    ]),
    ...lines('class-details.ts', 'CLASS_DETAILS', [
      ...classDetails(entriesOf('AD_DS_Classes__Windows_Server_2012_R2.ldf')),
      ...classDetails(added.filter(isClass)),
    ]),
  }
}

function rows(file, type, name, table) {
  return { [file]: renderRows({ type, name, rows: table }) }
}

function lines(file, name, text) {
  return { [file]: renderLines({ name, lines: text }) }
}
