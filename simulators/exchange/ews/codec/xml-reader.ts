import { SaxesParser, type SaxesTagNS } from 'saxes'
import { LabError } from '../../../core/errors.js'
import type { Tag } from './attributes.js'
import { placeOf } from './locate.js'
import { malformedText } from './malformed.js'
import type { LocatedViolation } from './violation.js'

/** Deeper nesting is refused, as by the product's reader quota. @inferred the number */
export const MAX_DEPTH = 256

/** What a document is told to while it is read. Offsets are just behind the tag, in UTF-16 units. */
export interface XmlEvents {
  open(tag: Tag, offset: number): void
  text(text: string, offset: number): void
  close(offset: number): void
}

/** Ends the reading of a document that is not well-formed. */
class Malformed extends LabError {
  constructor(message: string) {
    super('EWS_MALFORMED', { message })
  }
}

/**
 * Reads a whole document with namespaces, and says what is wrong if it is not well-formed. Document types are
 * refused, so that no entity but the five of XML exists.
 */
export function readXml(text: string, events: XmlEvents): LocatedViolation | undefined {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })
  const resolve = (prefix: string): string | undefined => parser.resolve(prefix)
  let depth = 0
  parser.on('error', (error) => refuse(malformedText(error.message)))
  parser.on('doctype', () => refuse('For security reasons DTD is prohibited in this XML document.'))
  parser.on('opentag', (tag) => {
    if (++depth > MAX_DEPTH) refuse(`The maximum read depth (${MAX_DEPTH}) has been exceeded.`)
    events.open(tagOf(tag, resolve), parser.position)
  })
  parser.on('closetag', () => {
    depth--
    events.close(parser.position)
  })
  parser.on('text', (chunk) => events.text(chunk, parser.position))
  parser.on('cdata', (chunk) => events.text(chunk, parser.position))

  try {
    parser.write(text).close()
    return undefined
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const { line, position } = placeOf(text, Math.max(0, parser.position - 1))
    return {
      text: `${error.message} Line ${line}, position ${position}.`,
      lineNumber: line,
      linePosition: position,
    }
  }
}

function refuse(message: string): never {
  throw new Malformed(message)
}

function tagOf(tag: SaxesTagNS, resolve: Tag['resolve']): Tag {
  return { uri: tag.uri, local: tag.local, attributes: Object.values(tag.attributes), resolve }
}
