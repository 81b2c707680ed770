import { XMLParser } from 'fast-xml-parser'

import { ClientError } from '../client-error.js'
import type { XmlElement } from './element.js'

type RawNode = Readonly<Record<string, unknown>>

const ATTRIBUTES = ':@'
const TEXT = '#text'

/** Parses one XML document to a tree of names without prefixes. Throws CLIENT_XML when it is not well-formed. */
export function parseXml(document: string): XmlElement {
  const roots = rawRoots(document).filter((node) => !tagOf(node).startsWith('?'))
  const root = roots.find((node) => tagOf(node) !== TEXT)
  if (root === undefined) throw notXml(document)
  return toElement(root)
}

function rawRoots(document: string): readonly RawNode[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
  })
  try {
    return parser.parse(document.replace(/^\uFEFF/, ''), true) as readonly RawNode[]
  } catch (error) {
    throw notXml(document, error)
  }
}

function toElement(node: RawNode): XmlElement {
  const name = tagOf(node)
  const inner = (node[name] ?? []) as readonly RawNode[]
  return {
    name,
    attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: inner.filter((child) => tagOf(child) !== TEXT).map(toElement),
    text: inner.map(textOf).join(''),
  }
}

function textOf(node: RawNode): string {
  const text = node[TEXT]
  return typeof text === 'string' ? text : ''
}

function tagOf(node: RawNode): string {
  return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? ''
}

function notXml(document: string, cause?: unknown): ClientError {
  const message = `The answer is not a well-formed XML document (it has ${document.length} characters). Look at it in the journal.`
  return new ClientError('CLIENT_XML', message, { cause })
}
