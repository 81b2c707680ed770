import type { Recipient } from '../../../directory/index.js'
import { canonicalNameOf, findByCanonicalName } from '../../../directory/accounts/canonical-name.js'
import { fold } from '../../../directory/names/fold.js'
import { parseGuid } from '../../../directory/names/guid.js'
import { parseDn } from '../../../directory/names/parse-dn.js'
import type { StoredEntry } from '../../../directory/tree/tree.js'
import { isOfClass } from '../../../directory/tree/values.js'
import { compileFilter, recipientType, recipientTypeDetails } from '../../access/index.js'
import type { ManagementServices } from '../management-services.js'
import { patternOf } from '../filter/satisfies.js'
import { LabError } from '../../../core/index.js'
import { invalidFilter, objectAmbiguous, objectNotFound, principalNotFound } from './refusals.js'

/** An entry of the directory, and the recipient that it is, if it is one. */
export interface Found {
  readonly entry: StoredEntry
  readonly recipient: Recipient | undefined
}

/** A recipient with an entry. */
export interface FoundRecipient {
  readonly entry: StoredEntry
  readonly recipient: Recipient
}

/** Somebody with a mailbox here. */
export interface FoundMailbox {
  readonly entry: StoredEntry
  readonly recipient: Recipient & { readonly mailboxGuid: string }
}

type Services = Pick<ManagementServices, 'directory'>

/**
 * By any identity that cmdlets take: name, alias, display name, distinguished and canonical name, GUID, address,
 * legacy DN, `DOMAIN\user`, UPN, SID, account name. @source Exchange documentation of -Identity
 */
function candidates({ directory }: Services, identity: string): readonly StoredEntry[] {
  const { tree, recipients, accounts } = directory
  const exact = [
    tree.get(parseGuid(identity) ?? ''),
    tree.get(recipients.byMailboxGuid(parseGuid(identity) ?? NO_GUID)?.objectGuid ?? ''),
    tree.get(recipients.resolve(identity)?.objectGuid ?? ''),
    tree.find(parseDn(identity) ?? []),
    findByCanonicalName(tree, identity),
    tree.get(accounts.findWindows(identity)?.objectGuid ?? ''),
    tree.unique('sAMAccountName', afterDomain(identity)),
  ]
  const named = ['mailNickname', 'name', 'displayName'].flatMap((attribute) => [
    ...tree.byValue(attribute, fold(identity)),
  ])
  const alive = [...exact, ...named].filter(
    (entry): entry is StoredEntry => entry !== undefined && entry.record.values['isDeleted'] === undefined,
  )
  return [...new Map(alive.map((entry) => [entry.key, entry])).values()]
}

const NO_GUID = '00000000-0000-0000-0000-000000000000'

/** `ENT-PA\Staff` is a group as well as an account. */
function afterDomain(identity: string): string {
  return identity.slice(identity.indexOf('\\') + 1)
}

type Accepts<Kind extends Found> = (found: Found) => found is Kind

function findOne<Kind extends Found>(
  services: Services,
  identity: string,
  accepts: Accepts<Kind>,
): Kind | undefined {
  const [first, second] = candidates(services, identity)
    .map((entry) => foundOf(services, entry))
    .filter(accepts)
  if (first !== undefined && second !== undefined) throw objectAmbiguous(identity)
  return first
}

export function foundOf({ directory }: Services, entry: StoredEntry): Found {
  return { entry, recipient: directory.recipients.byGuid(entry.key) }
}

const isMailbox: Accepts<FoundMailbox> = (found): found is FoundMailbox =>
  found.recipient?.mailboxGuid !== undefined
const isRecipient: Accepts<FoundRecipient> = (found): found is FoundRecipient => found.recipient !== undefined
const isUser: Accepts<Found> = (found): found is Found => isOfClass(found.entry, 'user')
const isPrincipal: Accepts<Found> = (found): found is Found =>
  isOfClass(found.entry, 'user') || isOfClass(found.entry, 'group')
const isContainer: Accepts<Found> = (found): found is Found =>
  ['organizationalUnit', 'container', 'domainDNS'].some((each) => isOfClass(found.entry, each))

export function mailboxNamed(services: Services, identity: string): FoundMailbox {
  const found = findOne(services, identity, isMailbox)
  if (found === undefined) throw objectNotFound(services, identity)
  return found
}

export function recipientNamed(services: Services, identity: string): FoundRecipient {
  const found = findOne(services, identity, isRecipient)
  if (found === undefined) throw objectNotFound(services, identity)
  return found
}

export function userNamed(services: Services, identity: string): Found {
  const found = findOne(services, identity, isUser)
  if (found === undefined) throw objectNotFound(services, identity)
  return found
}

/** A person or group that gets rights. */
export function principalNamed(services: Services, identity: string): Found {
  const found = findOne(services, identity, isPrincipal)
  if (found === undefined) throw principalNotFound(identity)
  return found
}

/** An organizational unit or container; also by its name alone. */
export function containerNamed(services: Services, identity: string): Found {
  const found = findOne(services, identity.replace(/\/$/, ''), isContainer)
  if (found === undefined) throw objectNotFound(services, identity)
  return found
}

/** The container of accounts that nobody put elsewhere. */
export function usersContainer({ directory }: Services): string {
  const { tree, forest } = directory
  return tree.find(parseDn(`CN=Users,${forest.domainDn}`) ?? [])?.key ?? ''
}

/** `ent-pa.example/Staff/Alice Anders`: the identity that cmdlets show. */
export function canonicalName({ directory }: Services, objectGuid: string): string {
  const entry = directory.tree.get(objectGuid)
  return entry === undefined ? '' : canonicalNameOf(directory.tree, entry)
}

/** Which recipients a Get- cmdlet is asked for. */
export interface Wanted {
  readonly identity?: string | undefined
  readonly anr?: string | null | undefined
  readonly filter?: string | undefined
}

/** The mailboxes that are asked for; all of them when nothing is said. */
export function wantedMailboxes(services: Services, wanted: Wanted): readonly FoundMailbox[] {
  const { identity } = wanted
  if (identity !== undefined && !identity.includes('*')) return [mailboxNamed(services, identity)]
  return wantedOf(services, wanted, services.directory.recipients.mailboxes()).filter(isMailbox)
}

/** Every recipient of the organization: people and resources, groups, contacts. */
export function* allRecipients({ directory }: Services): Iterable<Recipient> {
  for (const objectClass of ['user', 'group', 'contact']) {
    for (const { key } of directory.tree.byValue('objectClass', objectClass)) {
      const recipient = directory.recipients.byGuid(key)
      if (recipient !== undefined) yield recipient
    }
  }
}

/** The recipients that are asked for, by name. @inferred the order */
export function wantedOf(
  services: Services,
  { identity, anr, filter }: Wanted,
  among: Iterable<Recipient>,
): readonly Found[] {
  const { tree, recipients } = services.directory
  const fits = filter === undefined ? () => true : testOf(filter)
  const pattern = identity === undefined ? undefined : patternOf(identity)
  const named =
    typeof anr === 'string' ? new Set(recipients.search(anr, MOST).map((each) => each.objectGuid)) : undefined
  const found: Found[] = []
  for (const recipient of among) {
    const entry = tree.get(recipient.objectGuid)
    if (entry === undefined || named?.has(recipient.objectGuid) === false) continue
    if (pattern !== undefined && !namesOf(recipient, entry).some((name) => pattern.test(name))) continue
    if (fits(entry, tree)) found.push({ entry, recipient })
  }
  return found.toSorted((a, b) => a.entry.record.name.localeCompare(b.entry.record.name, 'en'))
}

const MOST = 10_000

function namesOf(recipient: Recipient, { record }: StoredEntry): readonly string[] {
  return [record.name, recipient.alias, recipient.displayName, recipient.primarySmtpAddress]
}

/** @throws ShellError for a filter that cannot be read */
export function testOf(filter: string): ReturnType<typeof compileFilter> {
  try {
    return compileFilter(filter)
  } catch (error) {
    if (error instanceof LabError) throw invalidFilter(error.message)
    throw error
  }
}

/** What kind of recipient an entry is, in the words of the shell. */
export function typeOf(entry: StoredEntry): { readonly type: string; readonly details: string } {
  return { type: recipientType(entry) ?? 'User', details: recipientTypeDetails(entry) ?? 'User' }
}
