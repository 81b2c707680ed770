import { LabError } from '../../core/index.js'
import type { Control } from '../ldap/control.js'
import type { LdapRequest, Modification, WireAttribute } from '../ldap/request.js'
import { ldifRecords, SEPARATOR, type LdifComplaint, type LdifLine } from './ldif-lines.js'

/** What a record of LDIF asks for: the request that an LDAP client would send. */
export interface LdifChange {
  /** Where the record begins. */
  readonly line: number
  readonly request: Extract<LdapRequest, { readonly kind: 'add' | 'modify' | 'delete' | 'rename' }>
  readonly controls: readonly Control[]
}

/**
 * Reads LDIF, of content or of changes. File URLs are refused.
 *
 * @source RFC 2849
 * @throws LabError LDIF_INVALID with file and line
 */
export function* parseLdif(text: string, file: string): Iterable<LdifChange> {
  const complain: LdifComplaint = (line, message) => {
    throw new LabError('LDIF_INVALID', { message: `${file}:${line}: ${message}.` })
  }
  for (const lines of ldifRecords(text.replace(/^\ufeff/, ''), complain)) {
    const record = withoutVersion(lines, complain)
    if (record.length > 0) yield readRecord(new Reader(record, complain))
  }
}

/** The version stands before the first record, in a paragraph of its own or not. */
function withoutVersion(lines: readonly LdifLine[], complain: LdifComplaint): readonly LdifLine[] {
  const [first] = lines
  if (first?.name.toLowerCase() !== 'version') return lines
  if (first.value.toString() !== '1')
    complain(first.number, `version ${first.value.toString()} is not known; it has to be 1`)
  return lines.slice(1)
}

/** The lines of one record, taken one after the other. */
class Reader {
  readonly #lines: readonly LdifLine[]
  readonly complain: LdifComplaint
  #at = 0

  constructor(lines: readonly LdifLine[], complain: LdifComplaint) {
    this.#lines = lines
    this.complain = complain
  }

  get line(): number {
    return (this.#lines[this.#at] ?? this.#lines.at(-1))?.number ?? 0
  }

  /** The name of the next line in lower case; undefined at the end. */
  get next(): string | undefined {
    return this.#lines[this.#at]?.name.toLowerCase()
  }

  take(): LdifLine | undefined {
    const line = this.#lines[this.#at]
    this.#at += 1
    return line
  }

  /** The value of the next line, which has to have this name. */
  text(name: string): string {
    if (this.next !== name) return this.complain(this.line, `"${name}:" has to stand here`)
    return this.take()?.value.toString() ?? ''
  }

  *rest(): Iterable<LdifLine> {
    for (let line = this.take(); line !== undefined; line = this.take()) yield line
  }
}

function readRecord(reader: Reader): LdifChange {
  const { line } = reader
  const dn = reader.text('dn')
  const controls: Control[] = []
  while (reader.next === 'control') controls.push(readControl(reader))
  return { line, request: readRequest(reader, dn), controls }
}

function readRequest(reader: Reader, dn: string): LdifChange['request'] {
  if (reader.next !== 'changetype') return { kind: 'add', dn, attributes: readAttributes(reader) }
  const { line } = reader
  const kind = reader.text('changetype').toLowerCase()
  switch (kind) {
    case 'add':
      return { kind: 'add', dn, attributes: readAttributes(reader) }
    case 'modify':
      return { kind: 'modify', dn, modifications: [...readModifications(reader)] }
    case 'delete':
      mustEnd(reader)
      return { kind: 'delete', dn }
    case 'modrdn':
    case 'moddn':
      return readRename(reader, dn)
    default:
      return reader.complain(
        line,
        `there is no changetype "${kind}": it is add, modify, delete, modrdn or moddn`,
      )
  }
}

/** `control: 1.2.840.113556.1.4.1413 true: value` */
const CONTROL = /^([0-9.]+)(?: +(true|false))?(?: *:(:?) *(.*))?$/is

function readControl(reader: Reader): Control {
  const { line } = reader
  const [, type, critical, form, value] = CONTROL.exec(reader.text('control')) ?? []
  if (type === undefined) return reader.complain(line, 'a control is an OID, true or false, and a value')
  return {
    type,
    isCritical: critical?.toLowerCase() === 'true',
    value: value === undefined ? undefined : Buffer.from(value, form === ':' ? 'base64' : 'utf8'),
  }
}

/** All values of one attribute together, in the order in which each attribute first stands. */
function readAttributes(reader: Reader): readonly WireAttribute[] {
  const attributes = new Map<string, { readonly type: string; readonly values: Buffer[] }>()
  if (reader.next === undefined) return reader.complain(reader.line, 'this record has no attributes')
  for (const { name, value, number } of reader.rest()) {
    if (name === SEPARATOR) return reader.complain(number, 'a "-" stands in changes of the type modify alone')
    const key = name.toLowerCase()
    const attribute = attributes.get(key) ?? { type: name, values: [] }
    attribute.values.push(value)
    attributes.set(key, attribute)
  }
  return [...attributes.values()]
}

const MODIFICATIONS: ReadonlySet<string> = new Set(['add', 'delete', 'replace', 'increment'])

/** Each ends with `-`; it may be missing after the last. @observed OpenLDAP's ldapmodify takes that */
function* readModifications(reader: Reader): Iterable<Modification> {
  for (let first = reader.take(); first !== undefined; first = reader.take()) {
    const kind = first.name.toLowerCase()
    if (!MODIFICATIONS.has(kind))
      return reader.complain(first.number, '"add:", "delete:" or "replace:" has to stand here')
    const type = first.value.toString()
    const values: Buffer[] = []
    for (let line = reader.take(); line !== undefined && line.name !== SEPARATOR; line = reader.take()) {
      if (line.name.toLowerCase() !== type.toLowerCase())
        return reader.complain(line.number, `a value of "${type}" has to stand here, or "-"`)
      values.push(line.value)
    }
    yield { kind: kind as Modification['kind'], attribute: { type, values } }
  }
}

function readRename(reader: Reader, dn: string): LdifChange['request'] {
  const newRdn = reader.text('newrdn')
  const { line } = reader
  const deleteOldRdn = reader.text('deleteoldrdn')
  if (deleteOldRdn !== '0' && deleteOldRdn !== '1') reader.complain(line, '"deleteoldrdn" is 0 or 1')
  const newSuperior = reader.next === 'newsuperior' ? reader.text('newsuperior') : undefined
  mustEnd(reader)
  return { kind: 'rename', dn, newRdn, deleteOldRdn: deleteOldRdn === '1', newSuperior }
}

function mustEnd(reader: Reader): void {
  if (reader.next !== undefined) reader.complain(reader.line, 'nothing more may stand in this record')
}
