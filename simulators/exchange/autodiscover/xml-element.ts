import { SaxesParser, type SaxesTagNS } from 'saxes'
import { LabError } from '../../core/index.js'

/** An element of a request with its namespace; whatever prefix the client gave it. */
export interface XmlElement {
  readonly uri: string
  readonly local: string
  /** Text of the element itself, trimmed. */
  readonly text: string
  readonly children: readonly XmlElement[]
}

/** Nothing that asks Autodiscover is nested deeper. */
const MAX_DEPTH = 32

/** Reads a document; undefined when it is not well-formed, or has a document type. */
export function readXml(document: string): XmlElement | undefined {
  const top: Growing = { uri: '', local: '', text: '', children: [] }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => refuse(error.message))
  parser.on('doctype', () => refuse('Document types are refused.'))
  parser.on('opentag', ({ uri, local }: SaxesTagNS) => {
    const element: Growing = { uri, local, text: '', children: [] }
    open.at(-1)?.children.push(element)
    if (open.push(element) > MAX_DEPTH) refuse('Nested too deeply.')
  })
  parser.on('text', (chunk) => addText(open, chunk))
  parser.on('cdata', (chunk) => addText(open, chunk))
  parser.on('closetag', () => {
    const element = open.pop()
    if (element !== undefined) element.text = element.text.trim()
  })
  try {
    parser.write(document).close()
  } catch (error) {
    if (error instanceof NotXml) return undefined
    throw error
  }
  return top.children[0]
}

/** The only or first child of this name in a namespace. */
export function child(
  { children }: XmlElement,
  { uri, local }: Pick<XmlElement, 'uri' | 'local'>,
): XmlElement | undefined {
  return children.find((element) => element.uri === uri && element.local === local)
}

interface Growing extends XmlElement {
  text: string
  readonly children: Growing[]
}

function addText(open: readonly Growing[], chunk: string): void {
  const element = open.at(-1)
  if (element !== undefined) element.text += chunk
}

/** Ends the reading of what is no document. */
class NotXml extends LabError {
  constructor(message: string) {
    super('AUTODISCOVER_MALFORMED', { message })
  }
}

function refuse(message: string): never {
  throw new NotXml(message)
}
