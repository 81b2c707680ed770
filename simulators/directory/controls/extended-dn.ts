import { CONTROL } from '../ldap/control.js'
import type { AttributeValues } from '../ldap/response.js'
import { guidToBytes } from '../names/guid.js'
import { parseDn } from '../names/parse-dn.js'
import { sidToBytes } from '../names/sid.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { insideSequence, type ControlCodec } from './control-codec.js'

/** How identifiers are written before a name: the control without a value means hexadecimal. */
export type ExtendedForm = 'hexadecimal' | 'string'

/** @source MS-ADTS 3.1.1.3.4.1.5 */
export const EXTENDED_DN: ControlCodec<ExtendedForm> = {
  type: CONTROL.extendedDn,
  operations: ['search'],
  decode: (value) => (value === undefined || value.length === 0 ? 'hexadecimal' : readForm(value)),
}

const readForm = insideSequence((value): ExtendedForm => (value.integer() === 0 ? 'hexadecimal' : 'string'))

/** `<GUID=…>;<SID=…>;CN=…`, the SID only of those that have one. */
export function extendedName(tree: Tree, entry: StoredEntry, form: ExtendedForm): string {
  const sid = firstValue(entry, 'objectSid')
  const sidPart =
    sid === undefined ? '' : `<SID=${form === 'string' ? sid : sidToBytes(sid).toString('hex')}>;`
  const guid = form === 'string' ? entry.key : guidToBytes(entry.key).toString('hex')
  return `<GUID=${guid}>;${sidPart}${tree.nameOf(entry)}`
}

/** The names inside the values of an answered attribute in their extended form. */
export function extendNames(
  tree: Tree,
  { name, values }: AttributeValues,
  form: ExtendedForm,
): AttributeValues {
  const syntax = tree.schema.attribute(name.split(';')[0] ?? '')?.syntax.name
  if (syntax !== 'dn' && syntax !== 'dn-binary' && syntax !== 'dn-string') return { name, values }
  return {
    name,
    values: values.map((value) => (typeof value === 'string' ? extendName(tree, value, form) : value)),
  }
}

/** What stands before the name in the syntaxes that have more than a name: `B:32:a9d1…:`. */
const BEFORE_NAME = /^[BS]:\d+:[^:]*:/

/** The extended form of a value that is a name or ends with one; a name of nothing stays as it is. */
export function extendName(tree: Tree, value: string, form: ExtendedForm): string {
  const before = BEFORE_NAME.exec(value)?.[0] ?? ''
  const entry = tree.find(parseDn(value.slice(before.length)) ?? [])
  return entry === undefined ? value : before + extendedName(tree, entry, form)
}
