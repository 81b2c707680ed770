import { expect, it } from 'vitest'
import { formatSeconds, instant } from '../../../core/index.js'
import { openShellOffice } from '../testing/shell-office.js'

it('sets how a room takes requests, and lets its delegates into the calendar', async () => {
  await using office = await openShellOffice()

  office.objects(`
    Set-CalendarProcessing -Identity board1 -AutomateProcessing autoaccept -DeleteSubject $False -AddOrganizerToSubject:$false
    -BookingWindowInDays 30 -AllBookInPolicy $false -BookInPolicy 'alice','ENT-PA\\bob' -ResourceDelegates @{Add='alice'}
    -AdditionalResponse "Coffee is on the 3rd floor"`)

  expect(office.objects('Get-CalendarProcessing board1')).toMatchObject([
    {
      AutomateProcessing: 'AutoAccept',
      DeleteSubject: false,
      AddOrganizerToSubject: false,
      BookingWindowInDays: 30,
      AllBookInPolicy: false,
      BookInPolicy: ['ent-pa.example/Staff/Alice Anders', 'ent-pa.example/Staff/Bob Böhm'],
      ResourceDelegates: ['ent-pa.example/Staff/Alice Anders'],
      AdditionalResponse: 'Coffee is on the 3rd floor',
    },
  ])
  expect(office.objects('Get-MailboxFolderPermission board1:\\Calendar -User alice')).toMatchObject([
    { AccessRights: ['Editor'] },
  ])
  office.objects('Set-CalendarProcessing board1 -ResourceDelegates $null')
  expect(office.errors('Get-MailboxFolderPermission board1:\\Calendar -User alice')).toMatchObject([
    { message: 'There is no existing permission entry found for user: alice.' },
  ])
})

it('sets automatic replies, at times as a console writes them', async () => {
  await using office = await openShellOffice()

  office.objects(`
    Set-MailboxAutoReplyConfiguration -Identity alice -AutoReplyState Scheduled -StartTime "3/9/2026 8:00 AM"
    -EndTime '2026-03-13 18:00' -InternalMessage "Away until Friday" -ExternalMessage "Away" -ExternalAudience none`)

  const guid = office.directory.recipients.resolve('alice')?.mailboxGuid ?? ''
  const settings = office.exchange.mailboxes.outOfOffice(guid)
  expect(settings).toMatchObject({
    state: 'Scheduled',
    externalAudience: 'None',
    internalReply: { message: 'Away until Friday' },
  })
  expect([settings.period?.start, settings.period?.end].map((at) => at && formatSeconds(at))).toEqual([
    '2026-03-09T08:00:00Z',
    '2026-03-13T18:00:00Z',
  ])
  expect(office.console('Get-MailboxAutoReplyConfiguration alice')).toContain(
    'StartTime        : 3/9/2026 8:00:00 AM',
  )
  expect(office.errors("Set-MailboxAutoReplyConfiguration alice -StartTime 'soon'")).toMatchObject([
    { reason: 'ParameterBindingArgumentTransformationException' },
  ])
  expect(office.errors('Set-MailboxAutoReplyConfiguration alice -EndTime 1/1/2026')).toMatchObject([
    { reason: 'InvalidScheduledOofDuration' },
  ])
})

it('gives and takes rights to a folder', async () => {
  await using office = await openShellOffice()
  const folder = 'alice:\\Calendar'

  office.objects(`Add-MailboxFolderPermission -Identity ${folder} -User bob -AccessRights Reviewer`)
  office.objects(`Set-MailboxFolderPermission ${folder} -User bob -AccessRights CreateItems,ReadItems`)
  office.objects(`Set-MailboxFolderPermission ${folder} -User Default -AccessRights LimitedDetails`)
  const shown = office.objects(`Get-MailboxFolderPermission ${folder} | select User,AccessRights`)
  const again = office.errors(`Add-MailboxFolderPermission ${folder} -User bob -AccessRights Owner`)
  office.objects(`Remove-MailboxFolderPermission ${folder} -User bob -Confirm:$false`)

  expect(shown).toEqual([
    { User: 'Default', AccessRights: ['LimitedDetails'] },
    { User: 'Anonymous', AccessRights: ['None'] },
    { User: 'Bob Böhm', AccessRights: ['ReadItems', 'CreateItems'] },
  ])
  expect(again).toMatchObject([{ reason: 'UserAlreadyExistsInPermissionEntryException' }])
  expect(
    office.errors('Add-MailboxFolderPermission alice:\\Nowhere -User bob -AccessRights Owner'),
  ).toMatchObject([{ reason: 'ManagementObjectNotFoundException' }])
  expect(office.errors(`Add-MailboxFolderPermission ${folder} -User bob -AccessRights Emperor`)).toHaveLength(
    1,
  )
  expect(
    office.errors(`Add-MailboxFolderPermission ${folder} -User nobody -AccessRights Owner`),
  ).toMatchObject([
    { message: 'User or group "nobody" wasn\'t found. Please make sure you\'ve typed it correctly.' },
  ])
})

it('gives and takes rights over a mailbox and over an entry, and warns of those that were not there', async () => {
  await using office = await openShellOffice()

  office.objects(
    'Add-MailboxPermission alice bob FullAccess -AutoMapping $false; Add-ADPermission alice -User bob -ExtendedRights Send-As',
  )

  expect(office.objects('Get-MailboxPermission alice')).toMatchObject([
    { User: 'NT AUTHORITY\\SELF' },
    { User: 'ENT-PA\\bob', AccessRights: ['FullAccess'], Identity: 'ent-pa.example/Staff/Alice Anders' },
  ])
  expect(office.objects('Get-ADPermission alice')).toMatchObject([
    { User: 'ENT-PA\\bob', ExtendedRights: ['Send-As'] },
  ])
  office.objects(
    'Remove-ADPermission alice -User bob -ExtendedRights Send-As; Remove-MailboxPermission alice bob FullAccess',
  )
  expect(office.warnings('Remove-MailboxPermission alice bob FullAccess')).toEqual([
    `Can't remove the access control entry on the object "CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example" for account "ENT-PA\\bob" because the ACE isn't present.`,
  ])
})

it('shows and sets where clients find a server', async () => {
  await using office = await openShellOffice()

  office.objects(`
    Set-ClientAccessServer -Identity EX01 -AutoDiscoverServiceInternalUri https://mail.ent-pa.example/Autodiscover/Autodiscover.xml
    -AutoDiscoverSiteScope @{Add="Berlin"}
    Set-WebServicesVirtualDirectory "EX01\\EWS*" -ExternalUrl https://mail.ent-pa.example/EWS/Exchange.asmx -InternalUrl $null`)

  expect(office.objects('Get-ClientAccessService')).toMatchObject([
    {
      AutoDiscoverServiceInternalUri: 'https://mail.ent-pa.example/Autodiscover/Autodiscover.xml',
      AutoDiscoverSiteScope: ['Default-First-Site-Name', 'Berlin'],
    },
  ])
  expect(office.objects('Get-WebServicesVirtualDirectory -Server EX01')).toMatchObject([
    {
      ExternalUrl: 'https://mail.ent-pa.example/EWS/Exchange.asmx',
      InternalUrl: null,
      BasicAuthentication: true,
    },
  ])
  expect(office.objects('Get-ExchangeServer EX01')).toMatchObject([
    { AdminDisplayVersion: 'Version 15.1 (Build 2375.28)', Fqdn: 'ex01.ent-pa.example' },
  ])
  expect(office.errors('Get-ExchangeServer EX99')).toMatchObject([
    { reason: 'ManagementObjectNotFoundException' },
  ])
  expect(office.objects('Get-MailboxDatabase -Status')).toMatchObject([
    { Name: 'DB01', Server: 'EX01', Mounted: true },
  ])
})

it('moves a mailbox to another database in the time of the lab', async () => {
  await using office = await openShellOffice({ servers: 2 })

  const [asked] = office.objects('New-MoveRequest alice -TargetDatabase DB01')
  const again = office.errors('New-MoveRequest alice -TargetDatabase DB01')
  await office.clock.advanceTo(instant(office.clock.now() + 3_600_000))

  expect(asked).toMatchObject({ DisplayName: 'Alice Anders', Status: 'Queued', TargetDatabase: 'DB01' })
  expect(again).toMatchObject([{ reason: 'ManagementObjectAlreadyExistsException' }])
  expect(office.objects('Get-MoveRequest')).toMatchObject([{ Status: 'Completed' }])
  expect(office.objects('Get-Mailbox -Database DB01 | where Alias -eq alice')).toHaveLength(1)
})

it('moves a mailbox to Exchange Online and back, and makes new ones there', async () => {
  await using office = await openShellOffice({ hybrid: true })
  const hour = () => office.clock.advanceTo(instant(office.clock.now() + 3_600_000))
  const typeOf = (identity: string) =>
    office.objects(`Get-Recipient ${identity}`)[0]?.['RecipientTypeDetails']

  office.objects(
    "New-MoveRequest -Identity alice -Remote -RemoteHostName mail.ent-pa.example -TargetDeliveryDomain ent-pa.mail.onmicrosoft.com -RemoteCredential (Get-Credential 'ENT-PA\\Administrator')",
  )
  await hour()
  const moved = typeOf('alice')
  office.objects('Remove-MoveRequest alice -Confirm:$false; New-MoveRequest alice -TargetDatabase DB01')
  await hour()
  office.objects('Disable-Mailbox bob; Enable-RemoteMailbox bob')

  expect([moved, typeOf('alice')]).toEqual(['RemoteUserMailbox', 'UserMailbox'])
  const bob = office.directory.recipients.resolve('bob')
  expect(office.exchange.mailboxes.mailbox(bob?.remote?.mailboxGuid ?? '')).toBeDefined()
  expect(bob?.targetAddress).toBe('bob@ent-pa.mail.onmicrosoft.com')
})

it('keeps what goes to the people of a domain outside', async () => {
  await using office = await openShellOffice()

  office.objects(`
    New-RemoteDomain -Name Contoso -DomainName *.contoso.example
    Set-RemoteDomain Contoso -AllowedOOFType None -TNEFEnabled $false
    Set-RemoteDomain Default -TNEFEnabled $true`)

  expect(office.objects('Get-RemoteDomain | select DomainName,AllowedOOFType,TNEFEnabled')).toEqual([
    { DomainName: '*.contoso.example', AllowedOOFType: 'None', TNEFEnabled: false },
    { DomainName: '*', AllowedOOFType: 'External', TNEFEnabled: true },
  ])
  expect(office.errors('Remove-RemoteDomain Default')).toHaveLength(1)
  expect(office.errors('New-RemoteDomain contoso -DomainName x')).toMatchObject([
    { reason: 'ADObjectAlreadyExistsException' },
  ])
})

it('keeps roles, scopes and policies by the names of the guides', async () => {
  await using office = await openShellOffice()
  office.objects(`
    New-ManagementScope -Name Pilot -RecipientRestrictionFilter {Title -eq 'Engineer'} -RecipientRoot "OU=Staff,DC=ent-pa,DC=example"
    New-ManagementRoleAssignment -Role applicationimpersonation -User svc-cal -CustomRecipientWriteScope Pilot
    New-ThrottlingPolicy -Name Cal -EWSMaxConcurrency 40`)

  expect(
    office.objects('Get-ManagementRoleAssignment -RoleAssignee svc-cal -Role ApplicationImpersonation'),
  ).toMatchObject([
    { Name: 'connector', RecipientWriteScope: 'Organization' },
    {
      Name: 'ApplicationImpersonation-Calendar Service',
      CustomRecipientWriteScope: 'Pilot',
      RecipientWriteScope: 'CustomRecipientScope',
    },
  ])
  expect(office.objects('Get-ManagementScope')).toMatchObject([
    { Name: 'Pilot', RecipientFilter: "Title -eq 'Engineer'", RecipientRoot: 'ent-pa.example/Staff' },
  ])
  expect(office.errors('Remove-ManagementScope Pilot')).toHaveLength(1)
  expect(office.errors('New-ManagementScope X -RecipientRestrictionFilter {Colour -eq 3}')).toMatchObject([
    { message: expect.stringContaining('Invalid filter syntax.') as string },
  ])
  expect(
    office.errors('New-ManagementRoleAssignment -Name connector -Role ApplicationImpersonation -User bob'),
  ).toMatchObject([{ reason: 'ADObjectAlreadyExistsException' }])
  expect(office.errors('New-ManagementRoleAssignment -Name x -Role Emperor -User bob')).toMatchObject([
    { reason: 'ManagementObjectNotFoundException' },
  ])
  expect(office.errors('New-ThrottlingPolicy cal')).toMatchObject([
    { reason: 'ADObjectAlreadyExistsException' },
  ])
  office.objects('Set-Mailbox svc-cal -ThrottlingPolicy Cal')
  expect(office.objects('Get-ThrottlingPolicyAssociation -ThrottlingPolicy Cal')).toMatchObject([
    { ThrottlingPolicyId: 'Cal' },
  ])
  expect(office.errors('Remove-ThrottlingPolicy Cal')).toHaveLength(1)
  office.objects(
    'Set-ThrottlingPolicyAssociation svc-cal -ThrottlingPolicy $null; Remove-ThrottlingPolicy Cal -Confirm:$false',
  )
  office.objects(
    'Set-ManagementRoleAssignment connector -Enabled $false; Remove-ManagementRoleAssignment connector',
  )
})
