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
  sort: '1.2.840.113556.1.4.473',
  sortResult: '1.2.840.113556.1.4.474',
  virtualListView: '2.16.840.1.113730.3.4.9',
  virtualListViewResult: '2.16.840.1.113730.3.4.10',
  attributeScopedQuery: '1.2.840.113556.1.4.1504',
  extendedDn: '1.2.840.113556.1.4.529',
  securityDescriptorFlags: '1.2.840.113556.1.4.801',
  showRecycled: '1.2.840.113556.1.4.2064',
  showDeactivatedLinks: '1.2.840.113556.1.4.2065',
  rangeRetrievalNoError: '1.2.840.113556.1.4.1948',
  expectedEntryCount: '1.2.840.113556.1.4.2211',
  verifyName: '1.2.840.113556.1.4.1338',
  rangeOption: '1.2.840.113556.1.4.802',
  dirSync: '1.2.840.113556.1.4.841',
  notification: '1.2.840.113556.1.4.528',
} as const
