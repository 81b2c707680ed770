import type { ListChange } from '../binding/kind.js'
import type { ManagementServices } from '../management-services.js'
import { recipientNamed } from './find.js'

/** The objectGuids of recipients after a list of them was changed. */
export function changedIds(
  services: Pick<ManagementServices, 'directory'>,
  before: readonly string[],
  change: ListChange,
): readonly string[] {
  const idsOf = (identities: readonly string[]) =>
    identities.map((identity) => recipientNamed(services, identity).entry.key)
  if (change.kind === 'whole') return [...new Set(idsOf(change.values))]
  const removed = new Set(idsOf(change.remove))
  return [...new Set([...before.filter((id) => !removed.has(id)), ...idsOf(change.add)])]
}
