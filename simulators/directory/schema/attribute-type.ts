import type { AttributeRow } from './rows.js'
import { syntaxOf } from './syntaxes.js'
import type { Syntax } from './syntax.js'

/** Bits of searchFlags. @source MS-ADTS 2.2.10 */
const SEARCH = { indexed: 0x1, anr: 0x4, preservedOnDelete: 0x8, confidential: 0x80 } as const
/** Bits of systemFlags. @source MS-ADTS 2.2.10 */
const SYSTEM = { notReplicated: 0x1, constructed: 0x4 } as const

/** An attribute of the schema. */
export interface AttributeType {
  readonly name: string
  readonly oid: string
  readonly attributeSyntax: string
  readonly omSyntax: number
  readonly syntax: Syntax
  readonly isSingleValued: boolean
  readonly isInPartialSet: boolean
  readonly isSystemOnly: boolean
  readonly isIndexed: boolean
  readonly isInAnr: boolean
  readonly isConfidential: boolean
  /** A deleted object keeps its values. */
  readonly isPreservedOnDelete: boolean
  readonly isConstructed: boolean
  /** False for what each domain controller has for itself, and back links. */
  readonly isReplicated: boolean
  /** Even: the forward half of a link; the odd number above is its back link. */
  readonly linkId: number | null
  readonly rangeLower: number | null
  readonly rangeUpper: number | null
}

export function attributeTypeOf(row: AttributeRow): AttributeType {
  const [
    name,
    oid,
    attributeSyntax,
    omSyntax,
    flags,
    searchFlags,
    linkId,
    systemFlags,
    rangeLower,
    rangeUpper,
  ] = row
  return {
    name,
    oid,
    attributeSyntax,
    omSyntax,
    syntax: syntaxOf(attributeSyntax),
    isSingleValued: flags.includes('S'),
    isInPartialSet: flags.includes('P'),
    isSystemOnly: flags.includes('O'),
    isIndexed: (searchFlags & SEARCH.indexed) !== 0,
    isInAnr: (searchFlags & SEARCH.anr) !== 0,
    isPreservedOnDelete: (searchFlags & SEARCH.preservedOnDelete) !== 0,
    isConfidential: (searchFlags & SEARCH.confidential) !== 0,
    isConstructed: (systemFlags & SYSTEM.constructed) !== 0,
    isReplicated: (systemFlags & (SYSTEM.notReplicated | SYSTEM.constructed)) === 0,
    linkId,
    rangeLower,
    rangeUpper,
  }
}

export function isForwardLink(attribute: AttributeType): boolean {
  return attribute.linkId !== null && attribute.linkId % 2 === 0
}

/** Links of many values are records of their own; a single one is kept in the entry, as the id it leads to. */
export function isLinkRecord(attribute: AttributeType): boolean {
  return isForwardLink(attribute) && !attribute.isSingleValued
}

export function isBackLink(attribute: AttributeType): boolean {
  return attribute.linkId !== null && attribute.linkId % 2 === 1
}
