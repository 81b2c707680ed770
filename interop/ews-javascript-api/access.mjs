// ews-javascript-api acts for fifty people through one account, logs in by password and by token, and is refused.
import ews from 'ews-javascript-api'
import { check, ready, shell } from '../check.mjs'
import { hourOn, people, refusal, serviceOf } from './lab.mjs'

const {
  Appointment,
  CalendarView,
  ConnectingIdType,
  ExchangeService,
  ExchangeVersion,
  Folder,
  FolderId,
  ImpersonatedUserId,
  Mailbox,
  OAuthCredentials,
  SendInvitationsMode,
  ServiceError,
  Uri,
  WebCredentials,
  WellKnownFolderName,
} = ews

const isCode = (error, code) => error?.ErrorCode === ServiceError[code]
/** Of a SOAP fault the library keeps the words alone. */
const says = (error, words) => String(error?.message).includes(words)
const account = ready.serviceAccount

function actAs(service, mail, type = ConnectingIdType.SmtpAddress) {
  service.ImpersonatedUserId = new ImpersonatedUserId(type, mail)
  return service
}

/** A service that logs in by password. */
function byPassword({ upn, password }) {
  const service = new ExchangeService(ExchangeVersion.Exchange2013_SP1)
  service.Url = new Uri(ready.exchange.ews)
  service.Credentials = new WebCredentials(upn, password)
  return service
}

// By password and by NTLM

const plain = await Folder.Bind(byPassword(people.alice), WellKnownFolderName.Calendar)
check('Basic opens the calendar', plain.DisplayName === 'Calendar', plain.DisplayName)
const wrong = await refusal(() =>
  Folder.Bind(byPassword({ ...people.alice, password: 'wrong' }), WellKnownFolderName.Calendar),
)
check('Basic refuses a wrong password', says(wrong, '401'), wrong)
const denied = await refusal(() =>
  Folder.Bind(actAs(serviceOf(people.alice), people.bob.mail), WellKnownFolderName.Calendar),
)
check('alice may not act as bob', says(denied, 'does not have permission to impersonate'), denied)
const nobody = await refusal(() =>
  Folder.Bind(actAs(serviceOf(account), 'nobody@ent-pa.example'), WellKnownFolderName.Calendar),
)
check('nobody has no mailbox', says(nobody, 'has no mailbox associated with it'), nobody)
const byName = await Folder.Bind(
  actAs(serviceOf(account), people.bob.upn, ConnectingIdType.PrincipalName),
  WellKnownFolderName.Calendar,
)
check('the service account acts by a UPN', byName.DisplayName === 'Calendar', byName.DisplayName)

// Fifty people through few services, each with one connection

const FIFTY = Array.from({ length: 50 }, (_, number) => `ji${String(number).padStart(2, '0')}`)
await shell(
  FIFTY.map(
    (alias) =>
      `New-Mailbox -Name '${alias}' -Alias ${alias} -UserPrincipalName ${alias}@ent-pa.example -Password (ConvertTo-SecureString 'Passw0rd!Fifty' -AsPlainText -Force)`,
  ).join('\n'),
)
const services = Array.from({ length: 5 }, () => serviceOf(account))

/** The people of one service, one after the other on its connection. */
async function live(service, aliases) {
  const lived = []
  for (const alias of aliases) {
    actAs(service, `${alias}@ent-pa.example`)
    const made = new Appointment(service)
    made.Subject = `of ${alias}`
    made.Start = hourOn(410, 9)
    made.End = hourOn(410, 10)
    await made.Save(SendInvitationsMode.SendToNone)
    const found = await service.FindAppointments(
      WellKnownFolderName.Calendar,
      new CalendarView(hourOn(410, 0), hourOn(411, 0)),
    )
    lived.push([alias, found.Items.map(({ Subject }) => Subject)])
  }
  return lived
}

const shares = services.map((service, at) => [service, FIFTY.filter((_, number) => number % 5 === at)])
const lived = (await Promise.all(shares.map(([service, aliases]) => live(service, aliases)))).flat()
const mixed = lived.filter(([alias, subjects]) => subjects.join() !== `of ${alias}`)
check('fifty people have each their own appointment', lived.length === 50 && mixed.length === 0, mixed)

// The own rights of whom is acted for

const theirs = new FolderId(WellKnownFolderName.Calendar, new Mailbox('ji00@ent-pa.example'))
const other = actAs(serviceOf(account), 'ji01@ent-pa.example')
const hidden = await refusal(() => Folder.Bind(other, theirs))
check('who is acted for cannot open the folders of others', isCode(hidden, 'ErrorFolderNotFound'), hidden)
await shell('Add-MailboxFolderPermission ji00:\\Calendar -User ji01 -AccessRights Reviewer')
const shown = await Folder.Bind(other, theirs)
check('unless they are opened to him', shown.DisplayName === 'Calendar', shown.DisplayName)

// Tokens

const { token, scope, client } = ready.exchange.oauth
await shell('Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $true')
const answer = await fetch(token, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope,
  }),
})
const { access_token: accessToken } = await answer.json()

function byToken(text) {
  const service = new ExchangeService(ExchangeVersion.Exchange2013_SP1)
  service.Url = new Uri(ready.exchange.ews)
  service.Credentials = new OAuthCredentials(text)
  return service
}

const acted = await Folder.Bind(actAs(byToken(accessToken), people.bob.mail), WellKnownFolderName.Calendar)
check('an application opens a calendar by its token', acted.DisplayName === 'Calendar', acted.DisplayName)
const alone = await refusal(() => Folder.Bind(byToken(accessToken), WellKnownFolderName.Calendar))
check('and has none of its own', says(alone, 'must be present for this type of OAuth token'), alone)
const [header, claims] = accessToken.split('.')
const forged = await refusal(() =>
  Folder.Bind(actAs(byToken(`${header}.${claims}.AAAA`), people.bob.mail), WellKnownFolderName.Calendar),
)
check('a forged token is refused', says(forged, 'invalid_signature'), forged)
await shell('Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $false')
