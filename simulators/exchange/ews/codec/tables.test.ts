import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OPERATIONS } from '../generated/operations.js'
import { createDocumentGenerator } from '../testing/generate-document.js'
import { mutateDocument } from '../testing/mutate-document.js'
import { SAMPLES } from '../testing/samples.js'
import { createSchemaOracle } from '../testing/schema-oracle.js'
import { SCHEMA_DIRECTORY } from '../testing/schema-check.js'
import type { EwsObject } from '../tree.js'
import { createEncoder } from './encoder.js'
import { MESSAGES_NAMESPACE, TYPES_NAMESPACE } from './namespaces.js'
import { readElement } from './read-element.js'
import { createEwsSchema } from './schema.js'

const NAMESPACES = ` xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}"`
const schema = createEwsSchema()
const encoder = createEncoder(schema)
const generator = createDocumentGenerator(schema)

const ELEMENTS = OPERATIONS.flatMap(({ request, response }) => [`m:${request}`, `m:${response}`]).filter(
  (element) => schema.element(element) !== undefined,
)
/** Documents with a wildcard's content are left out: the tree does not keep it. */
const documents = fc
  .tuple(fc.constantFrom(...ELEMENTS), fc.nat())
  .map(([element, seed]) => ({ element, document: generator.document(element, seed) }))
  .filter(({ document }) => !document.includes('<t:Token>'))
const runs = Number(process.env['EXWEX_EWS_CORPUS'] ?? 500)

it('reads what it has written as the same tree, for every operation', () => {
  fc.assert(
    fc.property(documents, ({ element, document }) => {
      const reading = readElement(schema, document)
      if ('violation' in reading) throw new TypeError(reading.violation.text)
      const written = encoder.write(element, reading.value as EwsObject, NAMESPACES)
      expect(readElement(schema, written)).toEqual(reading)
    }),
    { numRuns: runs, seed: 1 },
  )
})

/** Where the tables follow the wire instead of the schema. */
const DIFFERENT = /<m:(MessageXml|GetStreamingEventsResponseMessage)[ >]/

const directory = process.env[SCHEMA_DIRECTORY]
if (directory === undefined) {
  process.stderr.write(
    `*** THE EWS TABLES WERE NOT COMPARED with the official schema: set ${SCHEMA_DIRECTORY} ***\n`,
  )
}

it.runIf(directory !== undefined)('accepts and refuses what the official schema does', () => {
  using oracle = createSchemaOracle(directory ?? '', 'ews-body.xsd')

  fc.assert(
    fc.property(documents, fc.option(fc.nat()), ({ document: valid }, mutation) => {
      const document = mutation === null ? valid : mutateDocument(valid, mutation)
      fc.pre(!DIFFERENT.test(document))
      const reading = readElement(schema, document)
      const ours = 'violation' in reading ? reading.violation.text : undefined
      const theirs = oracle.complaints(document)[0]
      if ((ours === undefined) !== (theirs === undefined))
        throw new TypeError(JSON.stringify({ ours, theirs, document }))
    }),
    { numRuns: runs, seed: 1 },
  )
})

it.runIf(directory !== undefined)('writes what the official schema allows', () => {
  using oracle = createSchemaOracle(directory ?? '', 'ews-body.xsd')
  const complaints = SAMPLES.flatMap((sample) => {
    const reading = readElement(schema, sample.replace(/^<([\w:]+)/, `<$1${NAMESPACES}`))
    if ('violation' in reading) return [reading.violation.text]
    return oracle.complaints(encoder.write(reading.name, reading.value as EwsObject, NAMESPACES))
  })

  expect(complaints).toEqual([])
})
