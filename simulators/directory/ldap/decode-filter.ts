import { BerReader } from './ber/ber-reader.js'
import { contextConstructed as constructed, contextPrimitive as primitive } from './ber/tags.js'
import type { Filter } from './filter.js'
import { malformed } from './malformed.js'

/** @inferred Windows limits the nesting of filters; the figures are ours. */
const MAX_DEPTH = 512
const MAX_PARTS = 50_000

type Decode = (content: Buffer, depth: number) => Filter

const CHOICES: ReadonlyMap<number, Decode> = new Map<number, Decode>([
  [constructed(0), (content, depth) => ({ kind: 'and', filters: filters(content, depth) })],
  [constructed(1), (content, depth) => ({ kind: 'or', filters: filters(content, depth) })],
  [constructed(2), (content, depth) => ({ kind: 'not', filter: only(filters(content, depth)) })],
  [constructed(3), (content) => ({ kind: 'equal', ...assertion(content) })],
  [constructed(4), substrings],
  [constructed(5), (content) => ({ kind: 'greater-or-equal', ...assertion(content) })],
  [constructed(6), (content) => ({ kind: 'less-or-equal', ...assertion(content) })],
  [primitive(7), (content) => ({ kind: 'present', attribute: content.toString('utf8') })],
  [constructed(8), (content) => ({ kind: 'approximate', ...assertion(content) })],
  [constructed(9), extensible],
])

/** Reads one filter. @source RFC 4511 4.5.1.7 */
export function decodeFilter(reader: BerReader, depth = 0): Filter {
  if (depth > MAX_DEPTH) throw malformed(`a filter nested deeper than ${MAX_DEPTH}`)
  const { tag, content } = reader.any()
  const decode = CHOICES.get(tag)
  if (decode === undefined) throw malformed(`filter choice 0x${tag.toString(16)}`)
  return decode(content, depth)
}

function filters(content: Buffer, depth: number): Filter[] {
  return new BerReader(content).each((reader) => decodeFilter(reader, depth + 1), MAX_PARTS)
}

function only(all: readonly Filter[]): Filter {
  const [first, second] = all
  if (first === undefined || second !== undefined) throw malformed(`NOT of ${all.length} filters`)
  return first
}

function assertion(content: Buffer): { attribute: string; value: Buffer } {
  const reader = new BerReader(content)
  return { attribute: reader.text(), value: reader.octets() }
}

function substrings(content: Buffer): Filter {
  const reader = new BerReader(content)
  const attribute = reader.text()
  const parts = reader.inside().each((part) => part.any(), MAX_PARTS)
  if (parts.length === 0) throw malformed('a substring filter without substrings')

  let initial: Buffer | undefined
  let final: Buffer | undefined
  const any: Buffer[] = []
  parts.forEach(({ tag, content: octets }, index) => {
    if (tag === primitive(0) && index === 0) initial = octets
    else if (tag === primitive(1)) any.push(octets)
    else if (tag === primitive(2) && index === parts.length - 1) final = octets
    else throw malformed(`substring part 0x${tag.toString(16)} at place ${index}`)
  })
  return { kind: 'substrings', attribute, initial, any, final }
}

function extensible(content: Buffer): Filter {
  const reader = new BerReader(content)
  const rule = reader.peek() === primitive(1) ? reader.text(primitive(1)) : undefined
  const attribute = reader.peek() === primitive(2) ? reader.text(primitive(2)) : undefined
  if (rule === undefined && attribute === undefined) throw malformed('a match of nothing by nothing')
  const value = reader.octets(primitive(3))
  const dnAttributes = reader.isAtEnd ? false : reader.boolean(primitive(4))
  return { kind: 'extensible', rule, attribute, value, dnAttributes }
}
