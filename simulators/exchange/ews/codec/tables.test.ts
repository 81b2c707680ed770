import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OPERATIONS } from '../generated/operations.js'
import { createDocumentGenerator } from '../testing/corpus/generate-document.js'
import { descendants, renderDocument } from '../testing/corpus/xml-node.js'
import { SAMPLES } from '../testing/samples.js'
import { createSchemaOracle } from '../testing/schema-oracle.js'
import { itWithSchema } from '../../testing/official-schema.js'
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
  .map(([element, seed]) => generator.document(element, seed, { path: [], isWanted: () => true }))
  .filter((tree) => !descendants(tree).some(({ name }) => name === 'x:Foreign'))

it('reads what it has written as the same tree, for every operation of the product', () => {
  fc.assert(
    fc.property(documents, (tree) => {
      const reading = readElement(schema, renderDocument(tree))
      if ('violation' in reading) throw new TypeError(reading.violation.text)
      const written = encoder.write(tree.name, reading.value as EwsObject, NAMESPACES)
      expect(readElement(schema, written)).toEqual(reading)
    }),
    { numRuns: 500, seed: 1 },
  )
})

itWithSchema('writes what the official schema allows', (directory) => {
  using oracle = createSchemaOracle(directory)
  const complaints = SAMPLES.flatMap((sample) => {
    const reading = readElement(schema, sample.replace(/^<([\w:]+)/, `<$1${NAMESPACES}`))
    if ('violation' in reading) return [reading.violation.text]
    return oracle.complaints(encoder.write(reading.name, reading.value as EwsObject, NAMESPACES))
  })

  expect(complaints).toEqual([])
})
