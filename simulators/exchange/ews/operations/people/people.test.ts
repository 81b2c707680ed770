import { expect, it } from 'vitest'
import type { OrganizationSeed } from '../../../../directory/seed/organization.js'
import { SAMPLE } from '../../../../directory/testing/sample-organization.js'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, createOffice, inFolder, ROOM, STAFF, type Office } from '../testing/office.js'
import { deliverySettingsWrites, type DeliverySettings } from './delivery-settings.js'

const TOWER = 'tower@ent-pa.example'
const OUTSIDE = 'pat@partner.example'

const ORGANIZATION: Partial<OrganizationSeed> = {
  groups: [
    ...SAMPLE.groups,
    { alias: 'tower', displayName: 'Tower', members: ['board1'], isRoomList: true },
    { alias: 'annex', displayName: 'Annex', members: [], isRoomList: true },
  ],
}

const open = () => createOffice({}, ORGANIZATION)

function resolve(office: Office, entry: string, more: EwsObject = {}): EwsObject {
  const request = { '@ReturnFullContactData': false, UnresolvedEntry: entry, ...more }
  return office.as(ALICE)('ResolveNames', request)[0] ?? {}
}

const resolutions = (message: EwsObject) =>
  ((message['ResolutionSet'] as EwsObject | undefined)?.['Resolution'] ?? []) as readonly EwsObject[]
const namesIn = (message: EwsObject) =>
  resolutions(message).map(({ Mailbox }) => (Mailbox as EwsObject)['EmailAddress'])

it.each([
  ['an alias', 'bob'],
  ['the beginning of a display name', 'Bob B'],
  ['given name and surname in either order', 'Böhm Bob'],
  ['an address', BOB],
  ['an address with its prefix', `smtp:${BOB.toUpperCase()}`],
])('resolves %s', (_what, entry) => {
  const message = resolve(open(), entry)

  expect(message).toMatchObject({
    '@ResponseClass': 'Success',
    ResponseCode: 'NoError',
    ResolutionSet: {
      '@TotalItemsInView': 1,
      '@IncludesLastItemInRange': true,
      Resolution: [
        {
          Mailbox: { Name: 'Bob Böhm', EmailAddress: BOB, RoutingType: 'SMTP', MailboxType: 'Mailbox' },
          Contact: undefined,
        },
      ],
    },
  })
})

it('warns where a text may mean several, and shows them all', () => {
  const message = resolve(open(), 'bo')

  expect(message).toMatchObject({
    '@ResponseClass': 'Warning',
    MessageText: 'Multiple results were found.',
    ResponseCode: 'ErrorNameResolutionMultipleResults',
  })
  expect(namesIn(message)).toEqual([BOB, ROOM])
})

it('shows no more than a hundred, and says that there are more', () => {
  const people = Array.from({ length: 101 }, (_, at) => ({
    alias: `pat${at}`,
    displayName: `Pat ${at}`,
    givenName: 'Pat',
    surname: String(at),
    password: 'Passw0rd!User1',
  }))
  const office = createOffice({}, { people: [...SAMPLE.people, ...people], groups: [] })

  const message = resolve(office, 'pat')

  expect(message['ResolutionSet']).toMatchObject({
    '@TotalItemsInView': 100,
    '@IncludesLastItemInRange': false,
  })
  expect(namesIn(message)).toHaveLength(100)
})

it('tells lists from mailboxes', () => {
  expect(resolutions(resolve(open(), STAFF))).toMatchObject([{ Mailbox: { MailboxType: 'PublicDL' } }])
})

it.each([
  ['nobody', {}],
  ['bob', { '@SearchScope': 'Contacts' }],
  ['smtp:nobody@ent-pa.example', {}],
])('finds nobody by %j with %j', (entry, more) => {
  expect(resolve(open(), entry, more)).toMatchObject({
    '@ResponseClass': 'Error',
    ResponseCode: 'ErrorNameResolutionNoResults',
  })
})

it('looks into one folder at most, and only into one of contacts', () => {
  const office = open()
  const folders = (...ids: readonly string[]) => ({ ParentFolderIds: { $each: ids.map(inFolder) } })

  expect(resolve(office, 'bob', folders('contacts'))).toMatchObject({ ResponseCode: 'NoError' })
  expect(resolve(office, 'bob', folders('inbox'))).toMatchObject({
    ResponseCode: 'ErrorResolveNamesInvalidFolderType',
  })
  expect(resolve(office, 'bob', folders('contacts', 'contacts'))).toMatchObject({
    ResponseCode: 'ErrorResolveNamesOnlyOneContactsFolderAllowed',
  })
})

it('shows the address book as a contact', () => {
  const office = open()
  const contactIn = (shape: EwsObject) =>
    resolutions(resolve(office, 'alice', { '@ReturnFullContactData': true, ...shape }))[0]?.['Contact']

  const usual = contactIn({})
  const all = contactIn({ '@ContactDataShape': 'AllProperties' })

  expect(usual).toMatchObject({
    DisplayName: 'Alice Anders',
    GivenName: 'Alice',
    EmailAddresses: { Entry: [{ '@Key': 'EmailAddress1', $text: `SMTP:${ALICE}` }] },
    ContactSource: 'ActiveDirectory',
    JobTitle: 'Engineer',
    Manager: 'Bob Böhm',
    Surname: 'Anders',
  })
  expect(usual).not.toHaveProperty('Alias')
  expect(all).toMatchObject({
    Alias: 'alice',
    DirectoryId: office.store.recipients.resolve(ALICE)?.objectGuid,
    ManagerMailbox: { Mailbox: { EmailAddress: BOB } },
  })
  expect(contactIn({ '@ContactDataShape': 'IdOnly' })).toBeUndefined()
})

it('expands a list by one level', () => {
  const [message] = open().as(ALICE)('ExpandDL', { Mailbox: { EmailAddress: STAFF } })

  const { '@TotalItemsInView': total, Mailbox } = message?.['DLExpansion'] as EwsObject
  expect(total).toBe(4)
  expect(Mailbox).toMatchObject([
    { EmailAddress: ALICE },
    { EmailAddress: BOB },
    { EmailAddress: 'carol@ent-pa.example', MailboxType: 'Mailbox' },
    { Name: 'Inner Circle', MailboxType: 'PublicDL' },
  ])
})

it.each([ALICE, 'nobody@ent-pa.example'])('does not expand %s, which is no list', (address) => {
  const [message] = open().as(ALICE)('ExpandDL', { Mailbox: { EmailAddress: address } })

  expect(message).toMatchObject({ ResponseCode: 'ErrorNameResolutionNoResults' })
})

it('tells the room lists by name, and the rooms in one', () => {
  const ask = open().asking(ALICE)

  expect(ask('GetRoomLists', {})).toMatchObject({
    '@ResponseClass': 'Success',
    ResponseCode: 'NoError',
    RoomLists: {
      Address: [{ Name: 'Annex' }, { Name: 'Tower', EmailAddress: TOWER, MailboxType: 'PublicDL' }],
    },
  })
  expect(ask('GetRooms', { RoomList: { EmailAddress: TOWER } })).toMatchObject({
    '@ResponseClass': 'Success',
    Rooms: { Room: [{ Id: { Name: 'Board Room 1', EmailAddress: ROOM, MailboxType: 'Mailbox' } }] },
  })
  expect(ask('GetRooms', { RoomList: { EmailAddress: STAFF } })).toMatchObject({
    '@ResponseClass': 'Error',
    ResponseCode: 'ErrorNameResolutionNoResults',
  })
})

function tips(office: Office, address: string, ...requested: readonly string[]): EwsObject {
  const answer = office.asking(BOB)('GetMailTips', {
    SendingAs: { EmailAddress: BOB },
    Recipients: { Mailbox: [{ EmailAddress: address }] },
    MailTipsRequested: requested,
  })
  const [message] = (answer['ResponseMessages'] as EwsObject)['MailTipsResponseMessageType'] as EwsObject[]
  return message?.['MailTips'] as EwsObject
}

it('tells anybody what somebody who is away replies', () => {
  const office = open()
  const guid = office.store.recipients.resolve(ALICE)?.mailboxGuid ?? ''
  const now = office.clock.now()
  const reply = { message: 'Away', language: 'en-US' }
  const settings = { ...office.store.outOfOffice(guid), internalReply: reply }

  expect(tips(office, ALICE, 'OutOfOfficeMessage')['OutOfOffice']).toEqual({ ReplyBody: { Message: '' } })
  office.store.setOutOfOffice(guid, { ...settings, state: 'Enabled' }, 'test')
  expect(tips(office, ALICE, 'OutOfOfficeMessage')['OutOfOffice']).toEqual({
    ReplyBody: { '@xml:lang': 'en-US', Message: 'Away' },
    Duration: undefined,
  })
  const period = { start: now, end: office.clock.now() }
  office.store.setOutOfOffice(guid, { ...settings, state: 'Scheduled', period }, 'test')
  expect(tips(office, ALICE, 'OutOfOfficeMessage')['OutOfOffice']).toEqual({ ReplyBody: { Message: '' } })
})

it('counts the people behind a list', () => {
  expect(tips(open(), STAFF, 'TotalMemberCount', 'ExternalMemberCount')).toMatchObject({
    TotalMemberCount: 3,
    ExternalMemberCount: 0,
  })
  expect(tips(open(), OUTSIDE, 'All')).toMatchObject({
    TotalMemberCount: 1,
    ExternalMemberCount: 1,
    InvalidRecipient: false,
  })
})

it('knows that nobody here has an address', () => {
  const shown = tips(open(), 'nobody@ent-pa.example', 'InvalidRecipient')

  expect(shown).toEqual({
    RecipientAddress: { Name: '', EmailAddress: 'nobody@ent-pa.example', RoutingType: 'SMTP' },
    PendingMailTips: [],
    InvalidRecipient: true,
  })
})

it('says what an administrator has set', () => {
  const office = open()
  const { objectGuid = '' } = office.store.recipients.resolve(ALICE) ?? {}
  const set = (settings: Omit<DeliverySettings, 'objectGuid'>) =>
    office.core.world.commit({
      cause: 'test',
      reason: 'test',
      writes: deliverySettingsWrites({ objectGuid, ...settings }),
    })
  const asked = ['CustomMailTip', 'MailboxFullStatus', 'ModerationStatus', 'DeliveryRestriction']

  expect(tips(office, ALICE, ...asked)).toMatchObject({
    CustomMailTip: undefined,
    MailboxFull: false,
    IsModerated: false,
    DeliveryRestricted: false,
  })
  set({ mailTip: 'Reads mail on Mondays', isFull: true, isModerated: true, acceptsOnlyFrom: [objectGuid] })
  expect(tips(office, ALICE, ...asked)).toMatchObject({
    CustomMailTip: 'Reads mail on Mondays',
    MailboxFull: true,
    IsModerated: true,
    DeliveryRestricted: true,
  })
})

it('refuses to give tips on more recipients than it says', () => {
  const recipients = Array.from({ length: 51 }, () => ({ EmailAddress: ALICE }))

  const answer = open().asking(BOB)('GetMailTips', {
    SendingAs: { EmailAddress: BOB },
    Recipients: { Mailbox: recipients },
    MailTipsRequested: ['All'],
  })

  expect(answer).toMatchObject({ ResponseCode: 'ErrorInvalidArgument' })
})

it('says what it offers, and that it has no telephony', () => {
  const names = [
    'MailTips',
    'UnifiedMessagingConfiguration',
    'ProtectionRules',
    'PolicyNudges',
    'SharePointURLs',
  ]
  const answer = open().asking(ALICE)('GetServiceConfiguration', {
    RequestedConfiguration: { ConfigurationName: names.map((name) => [name]) },
  })

  expect(answer['ResponseMessages']).toMatchObject({
    ServiceConfigurationResponseMessageType: [
      { MailTipsConfiguration: { InternalDomains: { Domain: [{ '@Name': 'ent-pa.example' }] } } },
      { UnifiedMessagingConfiguration: { UmEnabled: false } },
      { ProtectionRulesConfiguration: { Rules: {} } },
      { PolicyNudgeRulesConfiguration: {} },
      { SharePointURLsConfiguration: {} },
    ],
  })
})
