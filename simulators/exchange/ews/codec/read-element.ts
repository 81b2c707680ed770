import type { EwsValue } from '../tree.js'
import type { Tag } from './attributes.js'
import { createDecoder, type Decoder } from './decoder.js'
import { locate } from './locate.js'
import { prefixOf } from './namespaces.js'
import type { EwsSchema } from './schema.js'
import type { LocatedViolation, Violation } from './violation.js'
import { readXml } from './xml-reader.js'

export type ElementReading =
  { readonly name: string; readonly value: EwsValue } | { readonly violation: LocatedViolation }

/** Reads a document that is one element of the schema, such as the body of an envelope alone. */
export function readElement(schema: EwsSchema, text: string): ElementReading {
  let name = ''
  let decoder: Decoder | undefined
  let found: LocatedViolation | undefined

  const malformed = readXml(text, {
    open(tag, offset) {
      if (found !== undefined) return
      if (decoder === undefined) {
        name = prefixedName(tag) ?? ''
        const type = schema.element(name)
        decoder = type && createDecoder(schema, type)
      }
      note(decoder === undefined ? undeclared(tag) : decoder.open(tag), offset)
    },
    text: (chunk, offset) => found === undefined && note(decoder?.text(chunk), offset),
    close: (offset) => found === undefined && note(decoder?.close(), offset),
  })

  function note(violation: Violation | undefined, offset: number): void {
    if (violation !== undefined) found = locate(text, offset, violation)
  }

  const violation = malformed ?? found
  return violation === undefined ? { name, value: decoder?.result } : { violation }
}

/** The name by which the tables know an element; undefined outside their namespaces. */
export function prefixedName({ uri, local }: Pick<Tag, 'uri' | 'local'>): string | undefined {
  const prefix = prefixOf(uri)
  return prefix && `${prefix}:${local}`
}

function undeclared({ uri, local }: Tag): Violation {
  return { text: `The '${uri}:${local}' element is not declared.` }
}
