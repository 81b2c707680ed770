import { BerWriter } from '../ber/ber-writer.js'
import {
  applicationConstructed as app,
  applicationPrimitive as appPrimitive,
  contextConstructed as constructed,
  contextPrimitive as primitive,
  TAG,
} from '../ber/tags.js'
import { encodeControl } from '../encode-response.js'
import type { Filter } from '../filter.js'
import type { BindRequest, LdapRequest, RequestMessage, SearchRequest, WireAttribute } from '../request.js'

/** Writes a request as a client does; the other half of the codec, for tests. */
export function encodeRequest({ messageId, request, controls }: RequestMessage): Buffer {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(messageId)
    encodeOperation(writer, request)
    if (controls.length > 0) {
      writer.constructed(constructed(0), () => controls.forEach((control) => encodeControl(writer, control)))
    }
  })
  return writer.take()
}

function encodeOperation(writer: BerWriter, request: LdapRequest): void {
  switch (request.kind) {
    case 'bind':
      return writer.constructed(app(0), () => encodeBind(writer, request))
    case 'unbind':
      return writer.octets('', appPrimitive(2))
    case 'search':
      return writer.constructed(app(3), () => encodeSearch(writer, request))
    case 'delete':
      return writer.octets(request.dn, appPrimitive(10))
    case 'abandon':
      return writer.integer(request.abandonedId, appPrimitive(16))
    case 'modify':
      return writer.constructed(app(6), () => {
        writer.octets(request.dn)
        writer.sequence(() => {
          for (const { kind, attribute } of request.modifications) {
            writer.sequence(() => {
              writer.enumerated(['add', 'delete', 'replace', 'increment'].indexOf(kind))
              encodeAttribute(writer, attribute)
            })
          }
        })
      })
    case 'add':
      return writer.constructed(app(8), () => {
        writer.octets(request.dn)
        writer.sequence(() => request.attributes.forEach((attribute) => encodeAttribute(writer, attribute)))
      })
    case 'rename':
      return writer.constructed(app(12), () => {
        writer.octets(request.dn)
        writer.octets(request.newRdn)
        writer.boolean(request.deleteOldRdn)
        if (request.newSuperior !== undefined) writer.octets(request.newSuperior, primitive(0))
      })
    case 'compare':
      return writer.constructed(app(14), () => {
        writer.octets(request.dn)
        writer.sequence(() => {
          writer.octets(request.attribute)
          writer.octets(request.value)
        })
      })
    case 'extended':
      return writer.constructed(app(23), () => {
        writer.octets(request.name, primitive(0))
        if (request.value !== undefined) writer.octets(request.value, primitive(1))
      })
  }
}

function encodeBind(writer: BerWriter, { version, name, authentication }: BindRequest): void {
  writer.integer(version)
  writer.octets(name)
  switch (authentication.kind) {
    case 'simple':
      return writer.octets(authentication.password, primitive(0))
    case 'sasl':
      return writer.constructed(constructed(3), () => {
        writer.octets(authentication.mechanism)
        if (authentication.credentials !== undefined) writer.octets(authentication.credentials)
      })
    case 'unknown':
      return writer.octets('', authentication.choice)
    case 'sicily': {
      const choice = 9 + ['discovery', 'negotiate', 'response'].indexOf(authentication.step)
      return writer.octets(authentication.token, primitive(choice))
    }
  }
}

function encodeSearch(writer: BerWriter, search: SearchRequest): void {
  writer.octets(search.base)
  writer.enumerated(['base', 'one-level', 'subtree', 'subordinate'].indexOf(search.scope))
  writer.enumerated(search.derefAliases)
  writer.integer(search.sizeLimit)
  writer.integer(search.timeLimitSeconds)
  writer.boolean(search.typesOnly)
  encodeFilter(writer, search.filter)
  writer.sequence(() => search.attributes.forEach((attribute) => writer.octets(attribute)))
}

function encodeAttribute(writer: BerWriter, { type, values }: WireAttribute): void {
  writer.sequence(() => {
    writer.octets(type)
    writer.constructed(TAG.set, () => values.forEach((value) => writer.octets(value)))
  })
}

const ASSERTIONS = { equal: 3, 'greater-or-equal': 5, 'less-or-equal': 6, approximate: 8 } as const

export function encodeFilter(writer: BerWriter, filter: Filter): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return writer.constructed(constructed(filter.kind === 'and' ? 0 : 1), () =>
        filter.filters.forEach((inner) => encodeFilter(writer, inner)),
      )
    case 'not':
      return writer.constructed(constructed(2), () => encodeFilter(writer, filter.filter))
    case 'present':
      return writer.octets(filter.attribute, primitive(7))
    case 'substrings':
      return writer.constructed(constructed(4), () => {
        writer.octets(filter.attribute)
        writer.sequence(() => {
          if (filter.initial !== undefined) writer.octets(filter.initial, primitive(0))
          filter.any.forEach((part) => writer.octets(part, primitive(1)))
          if (filter.final !== undefined) writer.octets(filter.final, primitive(2))
        })
      })
    case 'extensible':
      return writer.constructed(constructed(9), () => {
        if (filter.rule !== undefined) writer.octets(filter.rule, primitive(1))
        if (filter.attribute !== undefined) writer.octets(filter.attribute, primitive(2))
        writer.octets(filter.value, primitive(3))
        if (filter.dnAttributes) writer.boolean(true, primitive(4))
      })
    default:
      return writer.constructed(constructed(ASSERTIONS[filter.kind]), () => {
        writer.octets(filter.attribute)
        writer.octets(filter.value)
      })
  }
}
