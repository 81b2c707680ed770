// Usage: node scripts/ews-schema/generate.mjs DIR
// Reads types.xsd, messages.xsd and services.wsdl from DIR and writes the facts of them as typed tables.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSchema } from './schema-facts.mjs'
import { renderElements, renderOperations, renderTypes } from './table-writer.mjs'
import { readOperations } from './wsdl-facts.mjs'

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error(
    'Usage: node scripts/ews-schema/generate.mjs DIR, with types.xsd, messages.xsd and services.wsdl in DIR.',
  )
  process.exit(2)
}

const target = fileURLToPath(new URL('../../simulators/exchange/ews/generated/', import.meta.url))
const read = (file) => readFileSync(join(directory, file), 'utf8')
const types = readSchema(read('types.xsd'), 't')
const messages = readSchema(read('messages.xsd'), 'm', types.attributeGroups)

mkdirSync(target, { recursive: true })
const files = {
  'types.ts': renderTypes('TYPES', types.types),
  'messages.ts': renderTypes('MESSAGES', messages.types),
  'elements.ts': renderElements([...types.elements, ...messages.elements]),
  'operations.ts': renderOperations(readOperations(read('services.wsdl'))),
}
for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text)
