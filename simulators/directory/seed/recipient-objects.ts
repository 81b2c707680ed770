import type { Ids } from '../../core/index.js'
import { ntHashOf } from '../accounts/nt-hash.js'
import { GROUP_TYPE } from '../accounts/principal-defaults.js'
import { ACCOUNT_CONTROL } from '../accounts/user-account-control.js'
import { RECIPIENT_TYPE } from '../recipients/recipient-type.js'
import { escapeValue } from '../names/render-dn.js'
import type { Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'
import { createMailWriter, type MailWriter } from './mail-values.js'
import type { GroupSeed, OrganizationSeed, PersonSeed, RoomSeed, ServiceAccountSeed } from './organization.js'
import { container, type SeedObject } from './seed-object.js'

/** msExchRecipientDisplayType of each kind. @source ldap.md 8 */
const DISPLAY_TYPE = {
  user: 1_073_741_824,
  room: 7,
  group: 1,
  roomList: 15,
  remoteUser: -2_147_483_642,
} as const

interface Planting {
  readonly forest: Forest
  readonly mail: MailWriter
  /** DN of each person, room and group by alias. */
  readonly dnOf: ReadonlyMap<string, string>
  readonly hashOf: (password: string) => string
}

const OU = {
  people: 'Staff',
  rooms: 'Rooms',
  groups: 'Groups',
  serviceAccounts: 'Service Accounts',
} as const
const KINDS = Object.keys(OU) as readonly (keyof typeof OU)[]

/** People, rooms, groups and service accounts, each in an organizational unit of its kind. */
export function* recipientObjects(forest: Forest, seed: OrganizationSeed, ids: Ids): Iterable<SeedObject> {
  const names = commonNames(seed)
  const ouDn = (kind: keyof typeof OU) => `OU=${OU[kind]},${forest.domainDn}`
  const hashes = new Map<string, string>()
  const planting: Planting = {
    forest,
    mail: createMailWriter(forest, seed.exchange, ids),
    dnOf: new Map(
      (['people', 'rooms', 'groups'] as const).flatMap((kind) =>
        seed[kind].map(
          ({ alias }) => [alias, `CN=${escapeValue(names.get(alias) ?? alias)},${ouDn(kind)}`] as const,
        ),
      ),
    ),
    hashOf(password) {
      const hash = hashes.get(password) ?? ntHashOf(password).toString('hex')
      hashes.set(password, hash)
      return hash
    },
  }
  for (const kind of KINDS) {
    if (seed[kind].length > 0) yield container(forest.domainDn, OU[kind], 'organizationalUnit')
  }

  const user = { rdnType: 'CN', objectClass: 'user' } as const
  const nameOf = (alias: string) => names.get(alias) ?? alias
  for (const account of seed.serviceAccounts) {
    const ntHash = planting.hashOf(account.password)
    const values = serviceAccountValues(planting, account)
    yield { ...user, parent: ouDn('serviceAccounts'), name: account.displayName, ntHash, values }
  }
  for (const person of seed.people) {
    const ntHash = planting.hashOf(person.password)
    yield {
      ...user,
      parent: ouDn('people'),
      name: nameOf(person.alias),
      ntHash,
      values: personValues(planting, person),
    }
  }
  for (const room of seed.rooms) {
    yield { ...user, parent: ouDn('rooms'), name: nameOf(room.alias), values: roomValues(planting, room) }
  }
  for (const group of seed.groups) {
    const values = groupValues(planting, group)
    yield { rdnType: 'CN', objectClass: 'group', parent: ouDn('groups'), name: nameOf(group.alias), values }
  }
}

/** The display name, made unique with the alias where two share it: a name is unique below its parent. */
function commonNames(seed: OrganizationSeed): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const { alias, displayName } of [...seed.people, ...seed.rooms, ...seed.groups]) {
    const name = taken.has(displayName.toLowerCase()) ? `${displayName} (${alias})` : displayName
    taken.add(name.toLowerCase())
    names.set(alias, name)
  }
  return names
}

function logonNames(forest: Forest, alias: string, displayName: string): Values {
  return {
    displayName: [displayName],
    sAMAccountName: [alias],
    userPrincipalName: [`${alias}@${forest.dnsDomain}`],
  }
}

function personValues({ forest, mail, dnOf }: Planting, person: PersonSeed): readonly Values[] {
  const { alias, remoteAddress } = person
  const isRemote = remoteAddress !== undefined
  const manager = person.manager === undefined ? undefined : dnOf.get(person.manager)
  return [
    logonNames(forest, alias, person.displayName),
    {
      userAccountControl: [String(ACCOUNT_CONTROL.normal)],
      givenName: [person.givenName],
      sn: [person.surname],
    },
    optional('title', person.title),
    optional('department', person.department),
    optional('telephoneNumber', person.telephoneNumber),
    optional('manager', manager),
    ...mail.recipient({
      alias,
      mail: person.mail ?? `${alias}@${forest.dnsDomain}`,
      typeDetails: isRemote ? RECIPIENT_TYPE.remoteUser : RECIPIENT_TYPE.user,
      displayType: isRemote ? DISPLAY_TYPE.remoteUser : DISPLAY_TYPE.user,
      proxies: isRemote ? [remoteAddress] : [],
    }),
    isRemote ? mail.remoteMailbox(remoteAddress) : mail.mailbox(),
  ]
}

function serviceAccountValues({ forest, mail }: Planting, account: ServiceAccountSeed): readonly Values[] {
  const { alias, displayName } = account
  const address = `${alias}@${forest.dnsDomain}`
  return [
    logonNames(forest, alias, displayName),
    { userAccountControl: [String(ACCOUNT_CONTROL.normal | ACCOUNT_CONTROL.passwordNeverExpires)] },
    ...mail.recipient({
      alias,
      mail: address,
      typeDetails: RECIPIENT_TYPE.user,
      displayType: DISPLAY_TYPE.user,
    }),
    mail.mailbox(),
  ]
}

/** A room's account is disabled; nobody logs on as a room. */
function roomValues({ forest, mail }: Planting, room: RoomSeed): readonly Values[] {
  const { alias, displayName, capacity } = room
  const address = room.mail ?? `${alias}@${forest.dnsDomain}`
  return [
    logonNames(forest, alias, displayName),
    { userAccountControl: [String(ACCOUNT_CONTROL.normal | ACCOUNT_CONTROL.disabled)] },
    ...mail.recipient({
      alias,
      mail: address,
      typeDetails: RECIPIENT_TYPE.room,
      displayType: DISPLAY_TYPE.room,
    }),
    mail.mailbox('nobody'),
    {
      msExchResourceMetaData: ['ResourceType:Room'],
      msExchResourceSearchProperties: ['Room'],
      msExchResourceDisplay: ['Room'],
    },
    optional('msExchResourceCapacity', capacity === undefined ? undefined : String(capacity)),
  ]
}

function groupValues({ forest, mail, dnOf }: Planting, group: GroupSeed): readonly Values[] {
  const { alias, displayName, members } = group
  const address = group.mail ?? `${alias}@${forest.dnsDomain}`
  const isRoomList = group.isRoomList === true
  const typeDetails = isRoomList ? RECIPIENT_TYPE.roomList : RECIPIENT_TYPE.distributionGroup
  const displayType = isRoomList ? DISPLAY_TYPE.roomList : DISPLAY_TYPE.group
  return [
    { displayName: [displayName], sAMAccountName: [alias], groupType: [String(GROUP_TYPE.universal)] },
    ...mail.recipient({ alias, mail: address, typeDetails, displayType }),
    { member: members.flatMap((name) => dnOf.get(name) ?? []) },
  ]
}

function optional(name: string, value: string | undefined): Values {
  return value === undefined ? {} : { [name]: [value] }
}
