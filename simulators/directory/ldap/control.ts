/** A control as it travels; what the value means is the business of the control's own file. */
export interface Control {
  readonly type: string
  readonly isCritical: boolean
  readonly value: Buffer | undefined
}

/** @source ldap.md 2 and 6 */
export const CONTROL = {
  pagedResults: '1.2.840.113556.1.4.319',
  showDeleted: '1.2.840.113556.1.4.417',
  treeDelete: '1.2.840.113556.1.4.805',
  domainScope: '1.2.840.113556.1.4.1339',
  searchOptions: '1.2.840.113556.1.4.1340',
  permissiveModify: '1.2.840.113556.1.4.1413',
  lazyCommit: '1.2.840.113556.1.4.619',
} as const
