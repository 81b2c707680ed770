/**
 * An attribute of the generated tables: lDAPDisplayName, attributeID, attributeSyntax, oMSyntax, flags (`S`
 * single-valued, `P` in the partial attribute set, `O` system-only), searchFlags, linkID, systemFlags, rangeLower,
 * rangeUpper.
 */
export type AttributeRow = readonly [
  name: string,
  oid: string,
  attributeSyntax: string,
  omSyntax: number,
  flags: string,
  searchFlags: number,
  linkId: number | null,
  systemFlags: number,
  rangeLower: number | null,
  rangeUpper: number | null,
]

/** A class of the generated tables; lists are words separated by spaces. */
export type ClassRow = readonly [
  name: string,
  oid: string,
  subClassOf: string,
  category: number,
  rdnAttribute: string,
  defaultCategoryCn: string,
  systemAuxiliaryClass: string,
  auxiliaryClass: string,
  systemPossSuperiors: string,
  possSuperiors: string,
  systemMustContain: string,
  mustContain: string,
  systemMayContain: string,
  mayContain: string,
  /** defaultHidingValue; the generated tables leave it to the details. */
  hides?: boolean,
]

/** What a schema consists of. */
export interface SchemaRows {
  readonly attributes: readonly AttributeRow[]
  readonly classes: readonly ClassRow[]
}

/** Words that a later schema adds to a list of an existing class. */
export type ClassExtension = readonly [className: string, list: ExtensibleList, words: string]

export type ExtensibleList = 'auxiliaryClass' | 'possSuperiors' | 'mustContain' | 'mayContain'
