import { CONTROL, type Control } from '../ldap/control.js'
import type { LdapRequest } from '../ldap/request.js'
import { ATTRIBUTE_SCOPED_QUERY } from './attribute-scoped-query.js'
import { bareControl, EVERYWHERE, isUsable, type ControlCodec } from './control-codec.js'
import { SHOW_DEACTIVATED_LINKS, SHOW_DELETED, SHOW_RECYCLED } from './deleted-objects.js'
import { DIR_SYNC } from './dir-sync/dir-sync.js'
import { EXPECTED_ENTRY_COUNT } from './expected-entry-count.js'
import { EXTENDED_DN } from './extended-dn.js'
import { NOTIFICATION } from './notification.js'
import { PAGED_RESULTS } from './paged-results.js'
import { RANGE_RETRIEVAL_NO_ERROR } from './range-retrieval.js'
import { DOMAIN_SCOPE, SEARCH_OPTIONS } from './search-options.js'
import { SECURITY_DESCRIPTOR_FLAGS } from './security-descriptor-flags.js'
import { SORT } from './sort.js'
import { VERIFY_NAME } from './verify-name.js'
import { VIRTUAL_LIST_VIEW } from './virtual-list-view.js'

/** The controls that this server carries out, and no other: what it announces is what it does. */
const CODECS: readonly ControlCodec<unknown>[] = [
  PAGED_RESULTS,
  SECURITY_DESCRIPTOR_FLAGS,
  SORT,
  SHOW_DELETED,
  NOTIFICATION,
  DIR_SYNC,
  EXTENDED_DN,
  bareControl(CONTROL.lazyCommit, EVERYWHERE),
  bareControl(CONTROL.treeDelete, EVERYWHERE),
  VERIFY_NAME,
  DOMAIN_SCOPE,
  SEARCH_OPTIONS,
  bareControl(CONTROL.permissiveModify, EVERYWHERE),
  ATTRIBUTE_SCOPED_QUERY,
  RANGE_RETRIEVAL_NO_ERROR,
  SHOW_RECYCLED,
  SHOW_DEACTIVATED_LINKS,
  EXPECTED_ENTRY_COUNT,
  VIRTUAL_LIST_VIEW,
]

/** What only answers carry, or attribute lists, is announced with the rest. @source MS-ADTS 3.1.1.3.4.1; ldap.md 2 */
const ANNOUNCED_BESIDE = [CONTROL.sortResult, CONTROL.virtualListViewResult, CONTROL.rangeOption]

export const SUPPORTED_CONTROLS: readonly string[] = [...CODECS.map(({ type }) => type), ...ANNOUNCED_BESIDE]

const BY_TYPE = new Map(CODECS.map((codec) => [codec.type, codec]))

/**
 * The controls that a request is carried out with; undefined when one is critical that cannot be: unknown, not for such
 * a request, or not readable. Without criticality it is passed over.
 * @source RFC 4511 4.1.11; ldap.md 6; @observed ad-golden's domain controller: a value that cannot be read is 12
 */
export function usableControls(
  controls: readonly Control[],
  operation: LdapRequest['kind'],
): readonly Control[] | undefined {
  if (controls.length === 0) return controls
  const usable = controls.filter((control) => isUsable(BY_TYPE.get(control.type), control, operation))
  return controls.some((control) => control.isCritical && !usable.includes(control)) ? undefined : usable
}
