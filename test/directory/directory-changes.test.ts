import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from 'ldapts'
import type { Lab } from '../../simulators/lab/index.js'
import { startLab } from '../support/lab.js'
import { administratorOf, askEws, codeOf, quotedPassword, replace } from '../support/directory.js'

const BASE = 'DC=ent-pa,DC=example'
const STAFF = `OU=Staff,${BASE}`
const SECRET = 'Secret.1234'
const CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

const resolveNames = (text: string) =>
  `<m:ResolveNames ReturnFullContactData="true"><m:UnresolvedEntry>${text}</m:UnresolvedEntry></m:ResolveNames>`
const expandDl = (address: string) =>
  `<m:ExpandDL><m:Mailbox><t:EmailAddress>${address}</t:EmailAddress></m:Mailbox></m:ExpandDL>`

let lab: Lab
let directory: Client
beforeAll(async () => {
  lab = await startLab()
  directory = await administratorOf(lab)
})
afterAll(async () => {
  await directory.unbind()
  await lab[Symbol.asyncDispose]()
})

/** An account with what makes it a mailbox, as a provisioning tool writes it. */
async function addMailbox(alias: string, more: Readonly<Record<string, string | string[]>> = {}) {
  const dn = `CN=${alias},${STAFF}`
  const [database] = (
    await directory.search(`CN=Configuration,${BASE}`, { filter: '(objectClass=msExchPrivateMDB)' })
  ).searchEntries
  await directory.add(dn, {
    objectClass: 'user',
    sAMAccountName: alias,
    userPrincipalName: `${alias}@ent-pa.example`,
    userAccountControl: '512',
    unicodePwd: quotedPassword(SECRET) as unknown as string,
    displayName: `The ${alias}`,
    mail: `${alias}@ent-pa.example`,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${alias}@ent-pa.example`],
    legacyExchangeDN: `/o=ENT-PA/cn=Recipients/cn=${alias}`,
    msExchRecipientTypeDetails: '1',
    msExchRecipientDisplayType: '1073741824',
    msExchMailboxGuid: randomBytes(16) as unknown as string,
    homeMDB: database?.dn ?? '',
    ...more,
  })
  return dn
}

const as = (name: string, password = SECRET) => ({ name: `ENT-PA\\${name}`, password })
const service = (impersonating?: string) => {
  const { down, password } = lab.ready.serviceAccount
  return { name: down, password, ...(impersonating === undefined ? {} : { impersonating }) }
}
const names = (answer: string) => [...answer.matchAll(/<t:EmailAddress>([^<]*)</g)].map(([, mail]) => mail)

it('gives whom the directory gives the attributes of a mailbox a mailbox at once', async () => {
  const before = await askEws(lab, as('nina'), CALENDAR)
  await addMailbox('nina')

  expect(codeOf(before)).toBe('401')
  expect(codeOf(await askEws(lab, as('nina'), CALENDAR))).toBe('NoError')
  expect(codeOf(await askEws(lab, service('nina@ent-pa.example'), CALENDAR))).toBe('NoError')
  expect(names(await askEws(lab, service(), resolveNames('the nina')))).toEqual(['nina@ent-pa.example'])
})

it('takes an account that says nothing but where its mailbox is for a mailbox of old', async () => {
  const dn = await addMailbox('olaf')
  await directory.modify(dn, [replace('msExchRecipientTypeDetails'), replace('msExchRecipientDisplayType')])

  expect(codeOf(await askEws(lab, as('olaf'), CALENDAR))).toBe('NoError')
})

it('knows people by the names and addresses that they have now', async () => {
  const dn = await addMailbox('paula')
  await directory.modify(dn, [
    replace('displayName', 'Paula Renamed'),
    replace('proxyAddresses', 'SMTP:p.new@ent-pa.example', 'smtp:paula@ent-pa.example'),
    replace('mail', 'p.new@ent-pa.example'),
  ])

  const byName = await askEws(lab, service(), resolveNames('paula renamed'))
  const byOldAddress = await askEws(lab, service('paula@ent-pa.example'), CALENDAR)

  expect(names(byName)).toEqual(['p.new@ent-pa.example'])
  expect(byName).toContain('<t:Name>Paula Renamed</t:Name>')
  expect(codeOf(byOldAddress)).toBe('ErrorNonPrimarySmtpAddress')
  expect(codeOf(await askEws(lab, service('p.new@ent-pa.example'), CALENDAR))).toBe('NoError')
})

it('leaves whom the address lists hide out of them, and lets mail reach them', async () => {
  const dn = await addMailbox('quentin')
  await directory.modify(dn, replace('msExchHideFromAddressLists', 'TRUE'))

  expect(codeOf(await askEws(lab, service(), resolveNames('the quentin')))).toBe(
    'ErrorNameResolutionNoResults',
  )
  expect(codeOf(await askEws(lab, service('quentin@ent-pa.example'), CALENDAR))).toBe('NoError')
})

it('refuses an account that is disabled, until it is enabled again', async () => {
  const dn = await addMailbox('rita')

  await directory.modify(dn, replace('userAccountControl', '514'))
  const disabled = [
    await askEws(lab, as('rita'), CALENDAR),
    await askEws(lab, service('rita@ent-pa.example'), CALENDAR),
  ]
  await directory.modify(dn, replace('userAccountControl', '512'))

  expect(disabled.map(codeOf)).toEqual(['401', 'ErrorAccountDisabled'])
  expect(codeOf(await askEws(lab, as('rita'), CALENDAR))).toBe('NoError')
})

it('expands groups, nested and by query, to whom they have now', async () => {
  const dn = await addMailbox('sven', { l: 'Berlin' })
  const group = `CN=Crew,OU=Groups,${BASE}`
  await directory.add(group, {
    objectClass: 'group',
    sAMAccountName: 'crew',
    groupType: '8',
    mail: 'crew@ent-pa.example',
    mailNickname: 'crew',
    proxyAddresses: ['SMTP:crew@ent-pa.example'],
    member: dn,
  })
  await directory.add(`CN=Berliners,OU=Groups,${BASE}`, {
    objectClass: 'msExchDynamicDistributionList',
    displayName: 'Berliners',
    mail: 'berliners@ent-pa.example',
    mailNickname: 'berliners',
    proxyAddresses: ['SMTP:berliners@ent-pa.example'],
    msExchRecipientTypeDetails: '2048',
    msExchDynamicDLBaseDN: STAFF,
    msExchDynamicDLFilter: '(&(mailNickname=*)(l=berlin)(!(cn=nobody)))',
  })
  const members = async (address: string) => names(await askEws(lab, service(), expandDl(address)))

  const before = [await members('crew@ent-pa.example'), await members('berliners@ent-pa.example')]
  await directory.modify(group, replace('member'))
  await directory.modify(dn, replace('l', 'Bonn'))

  expect(before).toEqual([['sven@ent-pa.example'], ['sven@ent-pa.example']])
  expect([await members('crew@ent-pa.example'), await members('berliners@ent-pa.example')]).toEqual([[], []])
})

it('shows a list of rooms as soon as there is one', async () => {
  const { searchEntries } = await directory.search(BASE, { filter: '(mail=board1@ent-pa.example)' })
  await directory.add(`CN=Harbour House,OU=Groups,${BASE}`, {
    objectClass: 'group',
    sAMAccountName: 'harbour',
    groupType: '8',
    displayName: 'Harbour House',
    mail: 'harbour@ent-pa.example',
    mailNickname: 'harbour',
    proxyAddresses: ['SMTP:harbour@ent-pa.example'],
    msExchRecipientTypeDetails: '268435456',
    msExchRecipientDisplayType: '15',
    member: searchEntries[0]?.dn ?? '',
  })

  const lists = await askEws(lab, service(), '<m:GetRoomLists/>')
  const rooms = await askEws(
    lab,
    service(),
    '<m:GetRooms><m:RoomList><t:EmailAddress>harbour@ent-pa.example</t:EmailAddress></m:RoomList></m:GetRooms>',
  )

  expect(names(lists)).toContain('harbour@ent-pa.example')
  expect(names(rooms)).toEqual(['board1@ent-pa.example'])
})

it('disconnects the mailbox of whom it takes the attributes from, and gives it back with them', async () => {
  const dn = await addMailbox('tessa')
  const { searchEntries } = await directory.search(dn, {
    scope: 'base',
    explicitBufferAttributes: ['msExchMailboxGuid'],
  })
  const guid = searchEntries[0]?.['msExchMailboxGuid'] as Buffer
  const subscribe =
    '<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds><t:DistinguishedFolderId Id="calendar"/></t:FolderIds>' +
    '<t:EventTypes><t:EventType>CreatedEvent</t:EventType></t:EventTypes><t:Timeout>10</t:Timeout>' +
    '</m:PullSubscriptionRequest></m:Subscribe>'
  const subscribed = await askEws(lab, as('tessa'), subscribe)
  const [, id = ''] = /SubscriptionId>([^<]*)</.exec(subscribed) ?? []
  const [, watermark = ''] = /Watermark>([^<]*)</.exec(subscribed) ?? []
  const getEvents = `<m:GetEvents><m:SubscriptionId>${id}</m:SubscriptionId><m:Watermark>${watermark}</m:Watermark></m:GetEvents>`

  await directory.modify(dn, replace('msExchMailboxGuid'))
  const without = await askEws(lab, as('tessa'), CALENDAR)
  await directory.modify(dn, replace('msExchMailboxGuid', guid))

  expect(codeOf(without)).toBe('ErrorNonExistentMailbox')
  expect(codeOf(await askEws(lab, as('tessa'), CALENDAR))).toBe('NoError')
  expect(codeOf(await askEws(lab, as('tessa'), getEvents))).toBe('ErrorSubscriptionNotFound')
})

it('knows nobody who has been deleted, nor lets in', async () => {
  const dn = await addMailbox('ulla')

  await directory.del(dn)

  expect(codeOf(await askEws(lab, as('ulla'), CALENDAR))).toBe('401')
  expect(codeOf(await askEws(lab, service('ulla@ent-pa.example'), CALENDAR))).toBe('ErrorNonExistentMailbox')
  expect(codeOf(await askEws(lab, service(), resolveNames('the ulla')))).toBe('ErrorNameResolutionNoResults')
})

it('shows LDAP clients whom the management shell makes, with all that Exchange gives them', async () => {
  await lab.shell.run(`
    New-Mailbox -Name 'Vera Vogel' -UserPrincipalName vera@ent-pa.example -Alias vera -Password (ConvertTo-SecureString '${SECRET}' -AsPlainText -Force)`)

  const { searchEntries } = await directory.search(BASE, { filter: '(mailNickname=vera)' })

  expect(searchEntries).toMatchObject([
    {
      mail: 'vera@ent-pa.example',
      proxyAddresses: 'SMTP:vera@ent-pa.example',
      msExchRecipientTypeDetails: '1',
      msExchRecipientDisplayType: '1073741824',
      homeMDB: expect.stringContaining('CN=Databases,') as string,
      msExchHomeServerName: expect.stringContaining('/cn=Configuration/cn=Servers/cn=') as string,
      legacyExchangeDN: expect.stringContaining('/cn=Recipients/cn=') as string,
    },
  ])
})
