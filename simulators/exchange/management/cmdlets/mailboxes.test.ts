import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { deliverySettingsOf } from '../../ews/operations/people/delivery-settings.js'
import { openShellOffice } from '../testing/shell-office.js'

const PASSWORD = "(ConvertTo-SecureString 'Pa$$w0rd' -AsPlainText -Force)"

it.each([
  'alice',
  'Alice Anders',
  'alice@ent-pa.example',
  'ENT-PA\\alice',
  'CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example',
  'ent-pa.example/Staff/Alice Anders',
])('finds a mailbox by %s', async (identity) => {
  await using office = await openShellOffice()

  const [mailbox] = office.objects(`Get-Mailbox "${identity}"`)

  expect(mailbox).toMatchObject({
    Name: 'Alice Anders',
    PrimarySmtpAddress: 'alice@ent-pa.example',
    RecipientTypeDetails: 'UserMailbox',
    ServerName: 'ex01',
    Database: 'DB01',
    Identity: 'ent-pa.example/Staff/Alice Anders',
  })
})

it('finds mailboxes by pattern, by filter, by kind and by what was piped', async () => {
  await using office = await openShellOffice()
  const names = (text: string) => office.objects(text).map(({ Name }) => Name)

  expect(names('Get-Mailbox b*')).toEqual(['Board Room 1', 'Bob Böhm'])
  expect(names('Get-Mailbox b* -SortBy ResourceType')).toEqual(['Bob Böhm', 'Board Room 1'])
  expect(names(`Get-Mailbox -Filter {Title -eq 'Engineer'}`)).toEqual(['Alice Anders'])
  expect(names('Get-Mailbox -RecipientTypeDetails RoomMailbox')).toEqual(['Board Room 1'])
  expect(names('"alice","bob" | Get-Mailbox | where {$_.Alias -like "b*"}')).toEqual(['Bob Böhm'])
  expect(names('Get-Mailbox -ResultSize 1 | Get-Mailbox')).toEqual(['Alice Anders'])
  expect(office.warnings('Get-Mailbox -ResultSize Unlimited')).toEqual([])
})

it('shows properties as a list, as a table and as they were selected', async () => {
  await using office = await openShellOffice()

  expect(office.console('Get-Mailbox alice | fl Name,Prim*,IsShared')).toBe(
    '\nName               : Alice Anders\nPrimarySmtpAddress : alice@ent-pa.example\nIsShared           : False\n',
  )
  expect(
    office.console(
      'Get-Mailbox room* -ErrorAction SilentlyContinue; Get-Mailbox board1 | ft Alias,ResourceCapacity',
    ),
  ).toBe('\nAlias  ResourceCapacity\n-----  ----------------\nboard1               12\n')
  expect(office.objects('Get-Mailbox bob | select Name,EmailAddresses')).toEqual([
    { Name: 'Bob Böhm', EmailAddresses: ['SMTP:bob@ent-pa.example'] },
  ])
  expect(office.console('(Get-Mailbox).Count')).toBe('4')
})

it('puts a new person into the directory, and gives the mailbox a home there', async () => {
  await using office = await openShellOffice()

  office.objects(
    `New-Mailbox -Name 'Dora Dent' -UserPrincipalName dora@ent-pa.example -Password ${PASSWORD} -OrganizationalUnit Staff`,
  )

  const { tree, accounts } = office.directory
  const entry = tree.unique('sAMAccountName', 'dora')
  expect(entry === undefined ? '' : tree.nameOf(entry)).toBe('CN=Dora Dent,OU=Staff,DC=ent-pa,DC=example')
  expect(entry?.record.values).toMatchObject({
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    mail: ['dora@ent-pa.example'],
    proxyAddresses: ['SMTP:dora@ent-pa.example'],
    homeMDB: [office.exchange.servers.database('DB01').objectGuid],
    objectSid: [expect.stringMatching(/^S-1-5-21-/)],
  })
  expect(accounts.verifyPassword('dora@ent-pa.example', 'Pa$$w0rd').kind).toBe('granted')
})

it.each([
  [
    `New-Mailbox -Name 'Alice Anders' -UserPrincipalName a@ent-pa.example -OrganizationalUnit Staff -Password ${PASSWORD}`,
    'ADObjectAlreadyExistsException',
    "The object 'CN=Alice Anders,OU=Staff,DC=ent-pa,DC=example' already exists.",
  ],
  [
    `New-Mailbox X -UserPrincipalName alice@ent-pa.example -Password ${PASSWORD}`,
    'RecipientTaskException',
    'The value "alice@ent-pa.example" of property "UserPrincipalName" is used by another recipient object.',
  ],
  [
    `New-Mailbox X -UserPrincipalName x@ent-pa.example -PrimarySmtpAddress bob@ent-pa.example -Password ${PASSWORD}`,
    'ProxyAddressExistsException',
    'is already being used by the proxy addresses or LegacyExchangeDN of "ent-pa.example/Staff/Bob Böhm"',
  ],
  [
    'New-Mailbox X -UserPrincipalName x@ent-pa.example',
    'ParameterBindingException',
    'one or more missing mandatory parameters: Password.',
  ],
  [
    'New-Mailbox X -Room -Shared',
    'ParameterBindingException',
    'Parameter set cannot be resolved using the specified named parameters.',
  ],
  ['Enable-Mailbox bob', 'RecipientTaskException', 'The specified recipient bob is of type UserMailbox.'],
  [
    'Set-Mailbox bob -EmailAddresses @{Add="alice@ent-pa.example"}',
    'ProxyAddressExistsException',
    'alice@ent-pa.example',
  ],
  [
    'Remove-Mailbox nobody',
    'ManagementObjectNotFoundException',
    "The operation couldn't be performed because object 'nobody' couldn't be found on 'dc1.ent-pa.example'.",
  ],
])('refuses %s', async (text, reason, message) => {
  await using office = await openShellOffice()

  expect(office.errors(text)).toMatchObject([{ reason, message: expect.stringContaining(message) as string }])
})

it('says that a name is of several', async () => {
  await using office = await openShellOffice()
  office.objects(
    `New-Mailbox Alice -DisplayName 'Bob Böhm' -UserPrincipalName al@ent-pa.example -Password ${PASSWORD}`,
  )

  expect(office.errors("Get-Mailbox 'Bob Böhm'")).toMatchObject([
    { message: "The operation couldn't be performed because 'Bob Böhm' matches multiple entries." },
  ])
})

it('changes addresses, names, kind and who may be seen', async () => {
  await using office = await openShellOffice()

  office.objects(`
    Set-Mailbox bob -PrimarySmtpAddress robert@ent-pa.example -DisplayName 'Robert Böhm' -CustomAttribute3 pilot
    Set-Mailbox bob -EmailAddresses @{Add='bobby@ent-pa.example','sip:bob@ent-pa.example'; Remove='bob@ent-pa.example'}
    Set-Mailbox bob -HiddenFromAddressListsEnabled $true -GrantSendOnBehalfTo alice -Name 'Robert Böhm'`)

  const [bob] = office.objects('Get-Mailbox -Filter {CustomAttribute3 -eq "pilot"}')
  expect(bob).toMatchObject({
    Name: 'Robert Böhm',
    PrimarySmtpAddress: 'robert@ent-pa.example',
    WindowsEmailAddress: 'robert@ent-pa.example',
    EmailAddresses: ['SMTP:robert@ent-pa.example', 'smtp:bobby@ent-pa.example', 'sip:bob@ent-pa.example'],
    HiddenFromAddressListsEnabled: true,
    GrantSendOnBehalfTo: ['ent-pa.example/Staff/Alice Anders'],
  })
  office.objects('Set-Mailbox robert@ent-pa.example -Type Room -CustomAttribute3 $null')
  expect(office.objects('Get-Mailbox bob')).toMatchObject([
    { RecipientTypeDetails: 'RoomMailbox', CustomAttribute3: '' },
  ])
})

it('says before sending what Set-Mailbox says of a recipient', async () => {
  await using office = await openShellOffice()

  office.objects(`
    Set-Mailbox bob -MailTip 'On a sabbatical' -ModerationEnabled $true
    -AcceptMessagesOnlyFromSendersOrMembers alice -ProhibitSendReceiveQuota 0`)

  const bob = office.directory.recipients.resolve('bob')?.objectGuid ?? ''
  const alice = office.directory.recipients.resolve('alice')?.objectGuid
  expect(deliverySettingsOf(office.core.world, bob)).toEqual({
    objectGuid: bob,
    mailTip: 'On a sabbatical',
    isModerated: true,
    acceptsOnlyFrom: [alice],
    isFull: true,
  })
  office.objects('Set-Mailbox bob -MailTip $null -AcceptMessagesOnlyFrom $null')
  expect(office.objects('Get-Mailbox bob')).toMatchObject([
    { MailTip: null, AcceptMessagesOnlyFromSendersOrMembers: [], ModerationEnabled: true },
  ])
})

it('takes a mailbox from an account and gives it another', async () => {
  await using office = await openShellOffice()
  const before = office.directory.recipients.resolve('bob')?.mailboxGuid

  office.objects('Disable-Mailbox bob -Confirm:$false')
  const [user] = office.objects('Get-User bob')
  office.objects('Enable-Mailbox bob -Alias bobby')

  expect(user).toMatchObject({ RecipientType: 'User', SamAccountName: 'bob' })
  const [mailbox] = office.objects('Get-Mailbox bobby')
  expect(mailbox).toMatchObject({ PrimarySmtpAddress: 'bobby@ent-pa.example' })
  expect(mailbox?.['ExchangeGuid']).not.toBe(before)
})

it('makes mailboxes that are elsewhere, for a new account and for one that is there', async () => {
  await using office = await openShellOffice()

  office.objects(`
    New-RemoteMailbox -Name 'Rita Ree' -UserPrincipalName rita@ent-pa.example -Password ${PASSWORD}
    Disable-Mailbox bob
    Enable-RemoteMailbox bob -RemoteRoutingAddress bob@ent-pa.mail.onmicrosoft.com`)

  expect(office.objects('Get-RemoteMailbox | select Name,RemoteRoutingAddress,RemoteRecipientType')).toEqual([
    {
      Name: 'Bob Böhm',
      RemoteRoutingAddress: 'SMTP:bob@ent-pa.mail.onmicrosoft.com',
      RemoteRecipientType: 'ProvisionMailbox',
    },
    {
      Name: 'Carol Costa',
      RemoteRoutingAddress: 'SMTP:carol@ent-pa.mail.onmicrosoft.com',
      RemoteRecipientType: 'Migrated',
    },
    {
      Name: 'Rita Ree',
      RemoteRoutingAddress: 'SMTP:rita@ent-pa.mail.onmicrosoft.com',
      RemoteRecipientType: 'ProvisionMailbox',
    },
  ])
  expect(office.errors('Get-RemoteMailbox alice')).toMatchObject([{ reason: 'RecipientTaskException' }])
})

it('warns of parameters that change nothing here, and does the rest', async () => {
  await using office = await openShellOffice()

  const warnings = office.warnings('Set-Mailbox bob -RetentionPolicy Default -Office B12')

  expect(warnings).toEqual([expect.stringContaining('RetentionPolicy of Set-Mailbox')])
  expect(office.objects('Get-Mailbox bob')).toMatchObject([{ Office: 'B12' }])
})

it('leaves out what a release does not have', async () => {
  await using online = await openShellOffice({ product: PRODUCT_VERSIONS.online })
  await using old = await openShellOffice({ product: PRODUCT_VERSIONS['2010'] })

  expect(online.errors('Get-ThrottlingPolicy')).toMatchObject([{ reason: 'CommandNotFoundException' }])
  const [application] = online.objects('Get-ServicePrincipal "Calendar Connector"')
  online.objects(
    'New-ManagementRoleAssignment -App "Calendar Connector" -Role "Application EWS.AccessAsApp" -Name App',
  )
  expect(online.exchange.roles.assignment('app')).toMatchObject({ assignee: application?.['ObjectId'] })
  expect(online.errors('Get-Mailbox -Server EX01')).toMatchObject([
    { message: expect.stringContaining("'Server'") as string },
  ])
  expect(old.errors('New-ThrottlingPolicy A -EWSMaxBurst 1')).toMatchObject([
    { message: "A parameter cannot be found that matches parameter name 'EWSMaxBurst'." },
  ])
  expect(
    old.objects('New-ThrottlingPolicy A -EWSPercentTimeInCAS $null -EWSMaxConcurrency 20'),
  ).toMatchObject([{ EWSPercentTimeInCAS: 'Unlimited', EwsMaxConcurrency: 20 }])
  expect(
    old.warnings(
      'Set-ThrottlingPolicy A -RCAMaxConcurrency $null -RCAPercentTimeInAD $null -CPUStartPercent $null',
    ),
  ).toEqual([expect.stringContaining('RcaMaxConcurrency, RcaPercentTimeInAD of Set-ThrottlingPolicy')])
  expect(old.errors('Get-ClientAccessService')).toMatchObject([{ reason: 'CommandNotFoundException' }])
})
