import { BerReader } from '../ldap/ber/ber-reader.js'
import type { Control } from '../ldap/control.js'
import { isMalformed, malformed } from '../ldap/malformed.js'
import type { LdapRequest } from '../ldap/request.js'

/** How one control is read, and which requests may carry it. */
export interface ControlCodec<Value> {
  readonly type: string
  readonly operations: readonly LdapRequest['kind'][]
  /** Throws `LDAP_MALFORMED`. */
  readonly decode: (value: Buffer | undefined) => Value
}

/**
 * Controls that change writes are no mistake in other requests; those that change searches are.
 * @source MS-ADTS 3.1.1.3.4.1 for the latter; @observed ad-golden's domain controller for the former
 */
export const EVERYWHERE: readonly LdapRequest['kind'][] = [
  'search',
  'compare',
  'add',
  'modify',
  'delete',
  'rename',
]

/** A control that is all said when it is there. */
export function bareControl(type: string, operations: readonly LdapRequest['kind'][]): ControlCodec<true> {
  return { type, operations, decode: () => true }
}

/** Reads a value that is one SEQUENCE, as nearly all are. */
export function insideSequence<Value>(read: (value: BerReader) => Value) {
  return (value: Buffer | undefined): Value => {
    if (value === undefined) throw malformed('a control without its value')
    return read(new BerReader(value).inside())
  }
}

/** What a control says; undefined when it was not sent. */
export function readControl<Value>(
  controls: readonly Control[],
  codec: ControlCodec<Value>,
): Value | undefined {
  const control = controls.find(({ type }) => type === codec.type)
  return control === undefined ? undefined : codec.decode(control.value)
}

export function isCritical(controls: readonly Control[], codec: ControlCodec<unknown>): boolean {
  return controls.some((control) => control.type === codec.type && control.isCritical)
}

/** False for a control that such a request cannot carry, and for one whose value cannot be read. */
export function isUsable(
  codec: ControlCodec<unknown> | undefined,
  { value }: Control,
  operation: LdapRequest['kind'],
): boolean {
  if (codec?.operations.includes(operation) !== true) return false
  try {
    codec.decode(value)
    return true
  } catch (error) {
    if (!isMalformed(error)) throw error
    return false
  }
}
