import { BerReader } from './ber/ber-reader.js'
import { contextConstructed as constructed, contextPrimitive as primitive, TAG } from './ber/tags.js'
import type { Control } from './control.js'
import { decodeFilter } from './decode-filter.js'
import { operationKindOf } from './operation-kind.js'
import { malformed } from './malformed.js'
import type { BindAuthentication, LdapRequest, Modification, SearchScope, WireAttribute } from './request.js'

/** The envelope of a message, its operation still in bytes. */
export interface Envelope {
  readonly messageId: number
  readonly kind: LdapRequest['kind']
  readonly content: Buffer
  readonly controls: readonly Control[]
}

/** @source RFC 4511 4.1.1 (maxInt) */
const MAX_INT = 2 ** 31 - 1
/** @inferred Windows takes what fits into MaxReceiveBuffer; more than this no client means. */
const MOST = { attributes: 10_000, controls: 100 } as const

/** @source RFC 4511 4.1.1. Throws `LDAP_MALFORMED`, which ends the connection. */
export function decodeEnvelope(pdu: Buffer): Envelope {
  const message = new BerReader(pdu).inside()
  const messageId = count(message.integer())
  const { tag, content } = message.any()
  const kind = operationKindOf(tag)
  if (kind === undefined) throw malformed(`operation 0x${tag.toString(16)}`)
  const controls =
    message.peek() === constructed(0)
      ? message.inside(constructed(0)).each(decodeControl, MOST.controls)
      : NO_CONTROLS
  return { messageId, kind, content, controls }
}

const NO_CONTROLS: readonly Control[] = []

/** A number that the protocol bounds: ids and limits. */
function count(value: number): number {
  if (value < 0 || value > MAX_INT) throw malformed(`the number ${value}`)
  return value
}

/** Reads the operation of an envelope. Throws `LDAP_MALFORMED`, which the operation's answer tells. */
export function decodeRequest({ kind, content }: Envelope): LdapRequest {
  return OPERATIONS[kind](content)
}

const OPERATIONS: Readonly<Record<LdapRequest['kind'], (content: Buffer) => LdapRequest>> = {
  bind: (content) => decodeBind(new BerReader(content)),
  unbind: () => ({ kind: 'unbind' }),
  search: (content) => decodeSearch(new BerReader(content)),
  modify: (content) => decodeModify(new BerReader(content)),
  add: (content) => decodeAdd(new BerReader(content)),
  delete: (content) => ({ kind: 'delete', dn: content.toString('utf8') }),
  rename: (content) => decodeRename(new BerReader(content)),
  compare: (content) => decodeCompare(new BerReader(content)),
  abandon: (content) => ({ kind: 'abandon', abandonedId: abandonedId(content) }),
  extended: (content) => decodeExtended(new BerReader(content)),
}

function decodeControl(reader: BerReader): Control {
  const control = reader.inside()
  const type = control.text()
  const isCritical = control.peek() === TAG.boolean && control.boolean()
  const value = control.isAtEnd ? undefined : control.octets()
  return { type, isCritical, value }
}

function decodeBind(reader: BerReader): LdapRequest {
  return {
    kind: 'bind',
    version: reader.integer(),
    name: reader.text(),
    authentication: decodeAuthentication(reader),
  }
}

const SICILY = new Map([
  [primitive(9), 'discovery'],
  [primitive(10), 'negotiate'],
  [primitive(11), 'response'],
] as const)

/** @source RFC 4511 4.2; MS-ADTS 5.1.1.1.3 for the choices 9 to 11 */
function decodeAuthentication(reader: BerReader): BindAuthentication {
  const { tag, content } = reader.any()
  if (tag === primitive(0)) return { kind: 'simple', password: content }
  if (tag === constructed(3)) {
    const sasl = new BerReader(content)
    return { kind: 'sasl', mechanism: sasl.text(), credentials: sasl.isAtEnd ? undefined : sasl.octets() }
  }
  const step = SICILY.get(tag)
  return step === undefined ? { kind: 'unknown', choice: tag } : { kind: 'sicily', step, token: content }
}

const SCOPES: readonly SearchScope[] = ['base', 'one-level', 'subtree', 'subordinate']

function decodeSearch(reader: BerReader): LdapRequest {
  const base = reader.text()
  const scopeNumber = reader.enumerated()
  const scope = SCOPES[scopeNumber]
  if (scope === undefined) throw malformed(`search scope ${scopeNumber}`)
  return {
    kind: 'search',
    base,
    scope,
    derefAliases: derefAliases(reader.enumerated()),
    sizeLimit: count(reader.integer()),
    timeLimitSeconds: count(reader.integer()),
    typesOnly: reader.boolean(),
    filter: decodeFilter(reader),
    attributes: reader.inside().each((attribute) => attribute.text(), MOST.attributes),
  }
}

/** @source RFC 4511 4.5.1.3 */
function derefAliases(choice: number): number {
  if (choice < 0 || choice > 3) throw malformed(`dereferencing of aliases ${choice}`)
  return choice
}

function decodeAttribute(reader: BerReader): WireAttribute {
  const attribute = reader.inside()
  return { type: attribute.text(), values: attribute.inside(TAG.set).each((value) => value.octets()) }
}

const MODIFICATIONS: readonly Modification['kind'][] = ['add', 'delete', 'replace', 'increment']

function decodeModify(reader: BerReader): LdapRequest {
  const dn = reader.text()
  const modifications = reader.inside().each((changes) => {
    const change = changes.inside()
    const number = change.enumerated()
    const kind = MODIFICATIONS[number]
    if (kind === undefined) throw malformed(`modification ${number}`)
    return { kind, attribute: decodeAttribute(change) }
  })
  return { kind: 'modify', dn, modifications }
}

function decodeAdd(reader: BerReader): LdapRequest {
  return { kind: 'add', dn: reader.text(), attributes: reader.inside().each(decodeAttribute) }
}

function decodeRename(reader: BerReader): LdapRequest {
  return {
    kind: 'rename',
    dn: reader.text(),
    newRdn: reader.text(),
    deleteOldRdn: reader.boolean(),
    newSuperior: reader.peek() === primitive(0) ? reader.text(primitive(0)) : undefined,
  }
}

function decodeCompare(reader: BerReader): LdapRequest {
  const dn = reader.text()
  const assertion = reader.inside()
  return { kind: 'compare', dn, attribute: assertion.text(), value: assertion.octets() }
}

function abandonedId(content: Buffer): number {
  if (content.length === 0 || content.length > 4)
    throw malformed(`an abandoned id of ${content.length} octets`)
  return count(content.readIntBE(0, content.length))
}

function decodeExtended(reader: BerReader): LdapRequest {
  const name = reader.text(primitive(0))
  return { kind: 'extended', name, value: reader.isAtEnd ? undefined : reader.octets(primitive(1)) }
}
