import type { Calendar } from '../../calendar/calendar.js'
import { entriesOf, withGrant, type FolderAddress, type PermissionEntry } from './folder-permissions.js'
import { LEVELS } from './permission-level.js'

/** Who may do what with a new folder: as with the one it is in, and who made it everything. @inferred from MAPI */
export function entriesOfNewFolder(
  directory: Pick<Calendar, 'world' | 'recipients'>,
  parent: FolderAddress,
  acting: string,
): readonly PermissionEntry[] {
  const inherited = entriesOf(directory, parent)
  const maker = acting === parent.mailbox ? undefined : directory.recipients.byMailboxGuid(acting)
  return maker === undefined ? inherited : withGrant(inherited, maker.objectGuid, LEVELS.Owner)
}
