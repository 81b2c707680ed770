import { findByWindowsName } from '../accounts/find-account.js'
import { groupIdsOf } from '../accounts/memberships.js'
import { guidToBytes } from '../names/guid.js'
import { parseSid } from '../names/sid.js'
import { ambiguousMatches } from '../search/find-people.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../tree/remembered.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { addressBookEntryOf } from './address-book-entry.js'
import { dynamicMembers, isDynamicList } from './dynamic-list.js'
import { recipientOf } from './recipient-of.js'
import { hasMailbox, type Recipient } from './recipient.js'
import { RECIPIENT_TYPE } from './recipient-type.js'
import type { Recipients } from './recipients.js'

export function createRecipients(tree: Tree): Recipients {
  const read = (entry: StoredEntry | undefined) =>
    entry === undefined ? undefined : recipientOf(tree, entry)
  const byAddress = (smtpAddress: string) =>
    read(tree.unique('proxyAddresses', `smtp:${smtpAddress}`) ?? tree.unique('mail', smtpAddress))
  const bySid = (sid: string) => read(tree.unique('objectSid', sid))

  return {
    byAddress,
    bySid,
    resolve(identity) {
      const sid = parseSid(identity)
      return (
        byAddress(identity) ??
        read(tree.unique('proxyAddresses', identity)) ??
        read(tree.unique('legacyExchangeDN', identity)) ??
        (sid === undefined ? undefined : bySid(sid)) ??
        read(findByWindowsName(tree, identity))
      )
    },
    byGuid: (objectGuid) => read(tree.get(objectGuid)),
    byMailboxGuid: (mailboxGuid) =>
      read(tree.unique('msExchMailboxGuid', guidToBytes(mailboxGuid).toString('latin1'))),
    *mailboxes() {
      for (const entry of tree.byValue('objectClass', 'user')) {
        const recipient = recipientOf(tree, entry)
        if (recipient !== undefined && hasMailbox(recipient)) yield recipient
      }
    },
    *roomLists() {
      for (const entry of tree.byValue('msExchRecipientTypeDetails', String(RECIPIENT_TYPE.roomList))) {
        const recipient = recipientOf(tree, entry)
        if (recipient !== undefined && !recipient.hidden) yield recipient
      }
    },
    addressBookEntry(objectGuid) {
      const entry = tree.get(objectGuid)
      return entry === undefined ? undefined : addressBookEntryOf(tree, entry)
    },
    domains: () => [tree.forest.dnsDomain],
    members: (objectGuid) => [...membersOf(tree, objectGuid)],
    expand: (objectGuid) => expand(tree, objectGuid),
    groupsOf: rememberUntilChange(tree.world, [DIRECTORY_STREAM], (objectGuid) => {
      const entry = tree.get(objectGuid)
      return entry === undefined ? NO_GROUPS : groupIdsOf(tree, entry)
    }),
    storedIn: rememberUntilChange(tree.world, [DIRECTORY_STREAM], (objectGuid) => [
      ...databaseAndAbove(tree, objectGuid),
    ]),
    search(text, limit) {
      const found: Recipient[] = []
      for (const entry of ambiguousMatches(tree, text)) {
        const recipient = recipientOf(tree, entry)
        if (recipient !== undefined && !recipient.hidden) found.push(recipient)
        if (found.length >= limit) break
      }
      return found
    },
  }
}

const NO_GROUPS: ReadonlySet<string> = new Set()

function* databaseAndAbove(tree: Tree, objectGuid: string): Iterable<string> {
  const [database] = tree.linked('homeMDB', objectGuid)
  for (let id: string | null = database ?? null; id !== null; id = tree.get(id)?.record.parent ?? null)
    yield id
}

function* membersOf(tree: Tree, objectGuid: string): Iterable<Recipient> {
  for (const entry of memberEntries(tree, objectGuid)) {
    const recipient = recipientOf(tree, entry)
    if (recipient !== undefined) yield recipient
  }
}

function* memberEntries(tree: Tree, objectGuid: string): Iterable<StoredEntry> {
  const group = tree.get(objectGuid)
  if (group !== undefined && isDynamicList(group)) yield* dynamicMembers(tree, group)
  for (const id of tree.linked('member', objectGuid)) {
    const entry = tree.get(id)
    if (entry !== undefined) yield entry
  }
}

/** Walks nested groups breadth first; a group that was seen is not entered again. */
function expand(tree: Tree, objectGuid: string): readonly Recipient[] {
  const seen = new Set([objectGuid])
  const found: Recipient[] = []
  const groups = [objectGuid]
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    for (const member of membersOf(tree, group)) {
      if (seen.has(member.objectGuid)) continue
      seen.add(member.objectGuid)
      if (member.kind === 'group') groups.push(member.objectGuid)
      else found.push(member)
    }
  }
  return found
}
