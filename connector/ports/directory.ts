/** An Autodiscover service connection point of Active Directory. @source ldap.md 8 */
export interface ServiceConnectionPoint {
  readonly keywords: readonly string[]
  /** `serviceBindingInformation`: Autodiscover URLs, or LDAP URLs for a pointer. */
  readonly bindings: readonly string[]
}

export interface Directory {
  findServiceConnectionPoints(): Promise<readonly ServiceConnectionPoint[]>
}
