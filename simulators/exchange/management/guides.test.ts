import { expect, it } from 'vitest'
import { meetingRequest, soapEnvelope, subscribeRequest } from '../testing/soap.js'
import { PASSWORD, SERVICE_ACCOUNT } from '../testing/exchange-lab.js'
import { rawPost } from '../testing/raw-post.js'
import { openShellOffice, type ShellOffice } from './testing/shell-office.js'

/** The commands of the preferred architecture chapter on the Hybrid Calendar Service, with its line breaks. */
const IMPERSONATION = `new-ManagementRoleAssignment -Name:CalendarConnector
-Role:ApplicationImpersonation -User '${SERVICE_ACCOUNT}'
`
const POLICY = `New-ThrottlingPolicy -Name "CalendarConnectorPolicy" -EWSMaxConcurrency unlimited
-EWSMaxBurst unlimited -EWSRechargeRate unlimited -EWSCutOffBalance unlimited
-EWSMaxSubscriptions 5000
`
const ASSOCIATION = `Set-ThrottlingPolicyAssociation -Identity "svc-cal" -ThrottlingPolicy
"CalendarConnectorPolicy"
`

const FIND_CALENDAR =
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'

/** The response code, or the code of the fault, of a call. */
async function ask(
  office: ShellOffice,
  body: string,
  { as = SERVICE_ACCOUNT, impersonating }: { readonly as?: string; readonly impersonating?: string } = {},
): Promise<string> {
  const answer = await rawPost({
    port: office.port,
    credentials: `${as}:${PASSWORD}`,
    body: soapEnvelope(body, impersonating),
  })
  await answer.ended
  const [, code] = /ResponseCode[^>]*>(\w+)</.exec(answer.chunks.join('')) ?? []
  return code ?? String(answer.status)
}

it('lets the connector impersonate from the pasted command on [HC-011]', async () => {
  await using office = await openShellOffice()
  office.run('Remove-ManagementRoleAssignment connector -Confirm:$false')
  const impersonating = 'alice@ent-pa.example'

  const before = await ask(office, FIND_CALENDAR, { impersonating })
  const shown = office.console(IMPERSONATION)
  const after = await ask(office, FIND_CALENDAR, { impersonating })

  expect([before, after]).toEqual(['ErrorImpersonateUserDenied', 'NoError'])
  expect(shown).toMatch(/^CalendarConnector +ApplicationImpersonation +Calendar Service +User/m)
})

it('limits impersonation to the members of a group by a pasted scope [HC-012]', async () => {
  await using office = await openShellOffice()
  office.run(`
    Remove-ManagementRoleAssignment connector
    New-ManagementScope -Name "Pilot" -RecipientRestrictionFilter
    {MemberOfGroup -eq "CN=Inner Circle,OU=Groups,DC=ent-pa,DC=example"}
    New-ManagementRoleAssignment -Name "Pilot connector" -Role ApplicationImpersonation
    -User svc-cal -CustomRecipientWriteScope Pilot`)

  const codes = []
  for (const alias of ['alice', 'bob'])
    codes.push(await ask(office, FIND_CALENDAR, { impersonating: `${alias}@ent-pa.example` }))
  office.run('Add-DistributionGroupMember "Inner Circle" -Member bob')
  codes.push(await ask(office, FIND_CALENDAR, { impersonating: 'bob@ent-pa.example' }))

  expect(codes).toEqual(['NoError', 'ErrorImpersonateUserDenied', 'NoError'])
})

it('takes all three commands of the chapter in one paste, and gives the account what the policy says', async () => {
  await using office = await openShellOffice()
  const subscribe = () =>
    ask(office, subscribeRequest(['ModifiedEvent']), { impersonating: 'alice@ent-pa.example' })
  office.run(
    'New-ThrottlingPolicy Small -EWSMaxSubscriptions 1; Set-ThrottlingPolicyAssociation svc-cal -ThrottlingPolicy Small',
  )

  const small = [await subscribe(), await subscribe()]
  const errors = office.errors(IMPERSONATION + POLICY + ASSOCIATION)
  const pasted = [await subscribe(), await subscribe()]

  expect(errors).toEqual([])
  expect(small).toEqual(['NoError', 'ErrorExceededSubscriptionCount'])
  expect(pasted).toEqual(['NoError', 'NoError'])
})

it('makes a mailbox that mail reaches and its owner opens at once, and takes it away', async () => {
  await using office = await openShellOffice()
  office.run(
    `New-Mailbox -Name "Dora Dent" -Alias dora -UserPrincipalName dora@ent-pa.example -FirstName Dora -LastName Dent
    -Password (ConvertTo-SecureString -String '${PASSWORD}' -AsPlainText -Force)`,
  )

  const opened = await ask(office, FIND_CALENDAR, { as: 'dora@ent-pa.example' })
  const invited = await ask(office, meetingRequest('Room 5', 'dora@ent-pa.example'), { as: 'ENT-PA\\alice' })
  const [dora] = office.objects('Get-Mailbox dora')
  const items = [...office.exchange.mailboxes.itemsIn(dora?.['ExchangeGuid'] as string, 0x109)]
  office.run('Remove-Mailbox dora')
  const gone = await ask(office, FIND_CALENDAR, { as: 'dora@ent-pa.example' })
  const impersonated = await ask(office, FIND_CALENDAR, { impersonating: 'dora@ent-pa.example' })

  expect([opened, invited, gone, impersonated]).toEqual([
    'NoError',
    'NoError',
    '401',
    'ErrorNonExistentMailbox',
  ])
  expect(items).toHaveLength(1)
  expect(office.directory.tree.unique('sAMAccountName', 'dora')).toBeUndefined()
})

it('makes a room that accepts meetings by itself', async () => {
  await using office = await openShellOffice()
  office.run('New-Mailbox -Name "Board Room 2" -Alias board2 -Room -ResourceCapacity 8')

  await ask(office, meetingRequest('Board Room 2', 'board2@ent-pa.example'), { as: 'ENT-PA\\alice' })

  const [room] = office.objects('Get-Mailbox board2')
  expect(room).toMatchObject({
    RecipientTypeDetails: 'RoomMailbox',
    ResourceCapacity: 8,
    AccountDisabled: true,
  })
  const [item] = [...office.exchange.mailboxes.itemsIn(room?.['ExchangeGuid'] as string, 0x109)]
  expect(item?.record).toMatchObject({ event: { myResponse: 'Accept' } })
})

it('opens a mailbox to who is given full access, and closes it', async () => {
  await using office = await openShellOffice()
  const ofAlice = FIND_CALENDAR.replace(
    '<t:DistinguishedFolderId Id="calendar"/>',
    '<t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>alice@ent-pa.example</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>',
  )
  const asBob = () => ask(office, ofAlice, { as: 'ENT-PA\\bob' })

  const before = await asBob()
  office.run(
    'Add-MailboxPermission -Identity alice -User "ENT-PA\\bob" -AccessRights FullAccess -InheritanceType All',
  )
  const opened = await asBob()
  const shown = office.objects('Get-MailboxPermission alice -User bob')
  office.run('Remove-MailboxPermission alice -User bob -AccessRights FullAccess -Confirm:$false')

  expect([before, opened, await asBob()]).toEqual(['ErrorFolderNotFound', 'NoError', 'ErrorFolderNotFound'])
  expect(shown).toMatchObject([{ User: 'ENT-PA\\bob', AccessRights: ['FullAccess'], Deny: false }])
})

it('lets in by the schemes that the virtual directory is set to', async () => {
  await using office = await openShellOffice()
  const asAlice = () => ask(office, FIND_CALENDAR, { as: 'ENT-PA\\alice' })

  const before = await asAlice()
  office.run('Set-WebServicesVirtualDirectory "EX01\\EWS (Default Web Site)" -BasicAuthentication $false')
  const without = await asAlice()
  office.run('Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -BasicAuthentication $true')

  expect([before, without, await asAlice()]).toEqual(['NoError', '401', 'NoError'])
})
