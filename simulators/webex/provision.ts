import { put, type Core, type Write } from '../core/index.js'
import { findSite } from './find-site.js'
import { entitle } from './fleet/users/entitle.js'
import { ADMIN_SCOPES, PERSON_SCOPES } from './identity/scopes.js'
import { newToken } from './identity/tokens.js'
import { licencesOf, newSubscription, usualSeats } from './licences/seats.js'
import { licences, type Licence } from './records/licences.js'
import { organizations, people, type Person } from './records/people.js'
import { sites, type Site } from './records/sites.js'
import { oauthClients } from './records/tokens.js'
import { hashSecret } from './secrets.js'
import { newPersonalRoom, newSite, newSiteUser } from './provision-site.js'
import type { PersonSeed, RoomSeed, WebexSeed } from './seed.js'

/** What a person's clients sign in with, and the person's room. */
export interface WebexAccount {
  readonly id: string
  readonly token: string
  readonly refreshToken: string
  readonly personalRoom: string | null
}

/** An organization that exists in the cloud and on the site, with the secrets that its people were given. */
export interface Provisioned {
  readonly orgId: string
  readonly client: { readonly id: string; readonly secret: string }
  readonly adminToken: string
  readonly botToken: string
  /** By mail address, lower case. */
  readonly accounts: ReadonlyMap<string, WebexAccount>
}

interface Provisioning {
  readonly core: Core
  readonly orgId: string
  readonly clientId: string
  readonly site: Site
  readonly others: readonly Site[]
  readonly subscription: readonly Licence[]
  readonly writes: Write[]
}

/** Fills the world with the organization, as one change. */
export function provision(core: Core, seed: WebexSeed): Provisioned {
  const { ids, clock, world } = core
  const orgId = ids.uuid()
  const client = { id: `C${ids.hex(32)}`, secret: ids.hex(32) }
  const { name, policy = {} } = seed.site
  const site = newSite(core, { orgId, name, isDefault: true, policy })
  const others = (seed.otherSites ?? []).map((name) => newSite(core, { orgId, name, isDefault: false }))
  const subscription = newSubscription(core, { orgId, siteName: site.name })
  const writes: Write[] = [
    put(organizations, { id: orgId, displayName: seed.name, created: clock.now() }),
    put(oauthClients, {
      id: client.id,
      orgId,
      name: 'exwex',
      secretHash: hashSecret(client.secret),
      scopes: [...PERSON_SCOPES, ...ADMIN_SCOPES],
    }),
    ...[site, ...others].map((one) => put(sites, one)),
    ...subscription.map((one) => put(licences, one)),
  ]
  const provisioning: Provisioning = { core, orgId, clientId: client.id, site, others, subscription, writes }
  const adminToken = addAdministrator(provisioning, seed.site)
  const botToken = addBot(provisioning)
  for (const room of seed.rooms) addWorkspace(provisioning, room)
  const accounts = new Map(seed.people.map((one) => [one.mail.toLowerCase(), addPerson(provisioning, one)]))
  world.commit({ cause: 'seed', reason: 'organization provisioned', writes })
  return { orgId, client, adminToken, botToken, accounts }
}

/** Adds one person to an organization that exists. */
export function provisionPerson(core: Core, provisioned: Provisioned, seed: PersonSeed): WebexAccount {
  const { orgId, client } = provisioned
  const writes: Write[] = []
  const site = findSite(core, orgId)
  const others = [...core.world.by(sites, 'organization', orgId)]
    .map(({ record }) => record)
    .filter(({ isDefault }) => !isDefault)
  const subscription = licencesOf(core, orgId)
  const account = addPerson({ core, orgId, clientId: client.id, site, others, subscription, writes }, seed)
  core.world.commit({ cause: 'provisioning', reason: 'person provisioned', writes })
  return account
}

function addPerson(provisioning: Provisioning, seed: PersonSeed): WebexAccount {
  const { core, site, others, writes } = provisioning
  const person = newPerson(provisioning, { ...seed, type: 'person', roles: [] })
  const { account, personalRoom } = newAccount(core, { site, person }, seed)
  writes.push(put(people, person), account)
  for (const other of others.filter(({ name }) => seed.otherSites?.includes(name))) {
    writes.push(newAccount(core, { site: other, person }, seed).account)
  }
  writes.push(usualSeats(provisioning.subscription, person.id))
  if (seed.isEntitled !== false) writes.push(...entitle(core, person))

  const grant = {
    subject: { kind: 'person', id: person.id, orgId: person.orgId },
    clientId: provisioning.clientId,
    scopes: PERSON_SCOPES,
  } as const
  const access = newToken(core, { kind: 'access', ...grant })
  const refresh = newToken(core, { kind: 'refresh', ...grant })
  writes.push(access.write, refresh.write)
  return {
    id: person.id,
    token: access.text,
    refreshToken: refresh.text,
    personalRoom: personalRoom?.url ?? null,
  }
}

/** The account of a person at one site, with a room there. */
function newAccount(core: Core, { site, person }: { site: Site; person: Person }, seed: PersonSeed) {
  const personalRoom = seed.hasPersonalRoom === false ? null : newPersonalRoom(core, site, seed)
  const isHost = seed.isHost !== false
  const isPreferred = seed.preferredSite === site.name
  return { personalRoom, account: newSiteUser(core, { site, person }, { personalRoom, isHost, isPreferred }) }
}

function addAdministrator(
  provisioning: Provisioning,
  { adminMail, adminPassword }: WebexSeed['site'],
): string {
  const { core, site, writes } = provisioning
  const administrator = newPerson(provisioning, {
    mail: adminMail,
    displayName: 'Webex Administrator',
    firstName: 'Webex',
    lastName: 'Administrator',
    type: 'person',
    roles: ['Full Administrator'],
  })
  const token = newToken(core, {
    kind: 'access',
    subject: { kind: 'person', id: administrator.id, orgId: administrator.orgId },
    clientId: provisioning.clientId,
    scopes: [...PERSON_SCOPES, ...ADMIN_SCOPES],
  })
  writes.push(
    put(people, administrator),
    newSiteUser(core, { site, person: administrator }, { personalRoom: null, password: adminPassword }),
    token.write,
  )
  return token.text
}

function addBot(provisioning: Provisioning): string {
  const bot = newPerson(provisioning, {
    mail: `exwex-${provisioning.core.ids.hex(4)}@webex.bot`,
    displayName: 'exwex bot',
    firstName: 'exwex',
    lastName: 'bot',
    type: 'bot',
    roles: [],
  })
  const token = newToken(provisioning.core, {
    kind: 'access',
    subject: { kind: 'person', id: bot.id, orgId: bot.orgId },
    clientId: provisioning.clientId,
    scopes: PERSON_SCOPES,
  })
  provisioning.writes.push(put(people, bot), token.write)
  return token.text
}

function addWorkspace(provisioning: Provisioning, { mail, displayName }: RoomSeed): void {
  const names = { mail, displayName, firstName: displayName, lastName: '' }
  provisioning.writes.push(put(people, newPerson(provisioning, { ...names, type: 'workspace', roles: [] })))
}

type Names = Pick<PersonSeed, 'mail' | 'displayName' | 'firstName' | 'lastName'>

function newPerson(
  { core, orgId }: Provisioning,
  { mail, displayName, firstName, lastName, type, roles }: Names & Pick<Person, 'type' | 'roles'>,
): Person {
  return {
    id: core.ids.uuid(),
    orgId,
    email: mail.toLowerCase(),
    displayName,
    firstName,
    lastName,
    type,
    roles,
    timezone: 'UTC',
    created: core.clock.now(),
    invitePending: false,
    outOfOffice: null,
  }
}
