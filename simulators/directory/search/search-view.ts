import type { AttributeType } from '../schema/attribute-type.js'
import type { LdapLimits } from '../tree/ldap-limits.js'
import type { Tree } from '../tree/tree.js'

/** The tree as one connection sees it. */
export interface SearchView {
  readonly tree: Tree
  /** The Global Catalog shows the partial attribute set only, of all naming contexts at once. */
  readonly isGlobalCatalog: boolean
  /** Origin of the Exchange endpoint that the client's way into the lab advertises. */
  readonly exchangeOrigin: string
  /** What the query policy allows now. Default: what that of a fresh forest does. */
  readonly limits?: () => LdapLimits
}

/** The attribute when it exists for this view, by name or OID. */
export function visibleAttribute(view: SearchView, nameOrOid: string): AttributeType | undefined {
  const attribute = view.tree.schema.attribute(nameOrOid)
  return attribute !== undefined && isVisible(view, attribute) ? attribute : undefined
}

export function isVisible(view: SearchView, attribute: AttributeType): boolean {
  return !view.isGlobalCatalog || attribute.isInPartialSet || attribute.isConstructed
}

/** The attribute as a filter names it: an object identifier leads to none there. @source ad-golden filter-attr-oid */
export function assertedAttribute(view: SearchView, name: string): AttributeType | undefined {
  return /^\d/.test(name) ? undefined : visibleAttribute(view, name)
}
