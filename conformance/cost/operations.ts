/** Operations that change what a mailbox holds: Exchange is not at rest when somebody else calls them. @source ews.md 4 */
const CHANGES: ReadonlySet<string> = new Set([
  'CreateItem',
  'UpdateItem',
  'DeleteItem',
  'MoveItem',
  'CopyItem',
  'SendItem',
  'SetUserOofSettings',
])

export function isChange(operation: string): boolean {
  return CHANGES.has(operation)
}

/** The operation whose success decorates a meeting. @source hybrid-calendar.md 4 */
export const DECORATES = 'UpdateItem'

/** What is read of the journal: Exchange, and what a connector asks to find it. */
export const PROTOCOLS = ['ews', 'autodiscover', 'ldap', 'gc'] as const
