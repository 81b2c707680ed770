import type { AttributeType } from '../schema/attribute-type.js'

const INTEGER = /^ *([+-]?)0*(\d{1,20})$/
const TWO_TO_31 = 2n ** 31n

/**
 * The plain form of an integer as a client may write it: with a sign, with zeros or spaces before it, and one of 32
 * bits without its sign (groupType).
 * @observed a domain controller
 */
export function normalInteger({ syntax }: AttributeType, octets: Buffer): Buffer {
  if (syntax.name !== 'integer' && syntax.name !== 'large-integer') return octets
  const [, sign = '', digits] = INTEGER.exec(octets.toString('latin1')) ?? []
  if (digits === undefined) return octets
  const value = BigInt(`${sign === '-' ? '-' : ''}${digits}`)
  const isUnsigned = syntax.name === 'integer' && value >= TWO_TO_31 && value < 2n * TWO_TO_31
  return Buffer.from(String(isUnsigned ? value - 2n * TWO_TO_31 : value))
}

/** The largest integer without a sign, as a bound is written. */
const UNSIGNED_LARGEST = -1

/** Whether a value keeps to rangeLower and rangeUpper: the value of an integer, the length of anything else. */
export function isInRange({ syntax, rangeLower, rangeUpper }: AttributeType, kept: string): boolean {
  if (rangeUpper === UNSIGNED_LARGEST || (rangeLower === null && rangeUpper === null)) return true
  const size = MEASURES[syntax.name]?.(kept)
  if (size === undefined) return true
  return (rangeLower === null || size >= rangeLower) && size <= (rangeUpper ?? Infinity)
}

const length = (kept: string) => kept.length

/** What the bounds of each syntax are about; other syntaxes have none. @source MS-ADTS 3.1.1.2.3 */
const MEASURES: Readonly<Record<string, (kept: string) => number>> = {
  integer: Number,
  'large-integer': Number,
  unicode: length,
  teletex: length,
  ia5: length,
  numeric: length,
  'case-exact': length,
  'octet-string': length,
}
