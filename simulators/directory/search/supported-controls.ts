import { CONTROL } from '../ldap/control.js'

/** The controls that this server carries out, and no other: what it announces is what it does. */
export const SUPPORTED_CONTROLS: readonly string[] = [
  CONTROL.pagedResults,
  CONTROL.showDeleted,
  CONTROL.domainScope,
  CONTROL.searchOptions,
  CONTROL.permissiveModify,
  CONTROL.treeDelete,
  CONTROL.lazyCommit,
]
