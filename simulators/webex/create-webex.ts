import type { Core } from '../core/index.js'
import { lazyService, type HttpService } from '../network/index.js'
import { createCloudService } from './cloud-service.js'
import { createFleet, type Permission } from './fleet/create-fleet.js'
import type { FleetLimits } from './fleet/limits.js'
import { findCaller } from './identity/caller.js'
import { joinDetailsOf, type JoinDetails } from './join-details.js'
import { Kms } from './kms/kms.js'
import { feedMercury } from './mercury/feed.js'
import { Mercury } from './mercury/mercury.js'
import { Presence } from './presence/presence.js'
import { provision, provisionPerson, type Provisioned, type WebexAccount } from './provision.js'
import type { PersonSeed, WebexSeed } from './seed.js'

export interface WebexOptions {
  readonly core: Core
  /** The certificates that nodes are told to trust, in PEM. */
  readonly caPem: string
  readonly organization: WebexSeed
  readonly limits?: Partial<FleetLimits>
  /** Told of what goes wrong in the lab itself. */
  readonly report: (error: unknown) => void
}

/** A Webex site and the Webex cloud. */
export interface Webex
  extends AsyncDisposable, Pick<Provisioned, 'orgId' | 'client' | 'adminToken' | 'botToken'> {
  /** The XML API of all sites. */
  readonly site: HttpService
  /** Everything else, under one origin. */
  readonly cloud: HttpService
  readonly kms: {
    /** Opens a field with the key that a `kms:` URL names. Rejects for a key that does not exist or fit. */
    decrypt(keyUrl: string, jwe: string): Promise<string>
  }
  /** The account of a person who was provisioned at the start or later, by mail address. */
  accountOf(mail: string): WebexAccount | undefined
  /** What an invitation to a person's room carries; undefined for a person without a room at the default site. */
  joinDetailsOf(mail: string): JoinDetails | undefined
  /** Gives somebody an account. */
  provision(person: PersonSeed): WebexAccount
  /** Announces a resource and presses Allow: what its host registers with. */
  preregister(resource: { readonly displayName: string; readonly hostname: string }): Promise<Permission>
  /** Loses what a server loses when it restarts: sockets and the keys agreed with clients. */
  restart(): void
}

export function createWebex({ core, caPem, organization, limits, report }: WebexOptions): Webex {
  const callerOf = (token: string) => findCaller(core, token)
  const mercury = new Mercury(core, callerOf)
  const kms = new Kms({ core, callerOf, deliver: (deviceId, event) => mercury.notifyDevice(deviceId, event) })
  const fleet = createFleet({ core, kms, caPem, ...(limits === undefined ? {} : { limits }) })
  const feed = feedMercury(core.world, mercury)
  const presence = new Presence({ core, notify: (userId, event) => mercury.notify(userId, () => event) })
  const provisioned = provision(core, organization)
  const { orgId, client, adminToken, botToken } = provisioned
  const accounts = new Map(provisioned.accounts)

  return {
    orgId,
    client,
    adminToken,
    botToken,
    site: lazyService('site', async () => {
      const { createSiteService } = await import('./site/site-service.js')
      return createSiteService(core, report)
    }),
    cloud: createCloudService({ core, kms, mercury, fleet, presence, callerOf, report }),
    kms: { decrypt: (keyUrl, jwe) => kms.decryptField(keyUrl, jwe) },
    accountOf: (mail) => accounts.get(mail.toLowerCase()),
    joinDetailsOf: (mail) => joinDetailsOf(core, orgId, mail),
    provision(person) {
      const account = provisionPerson(core, provisioned, person)
      accounts.set(person.mail.toLowerCase(), account)
      return account
    },
    preregister: (resource) => fleet.permit({ orgId, ...resource }),
    restart() {
      mercury.disconnect()
      kms.forget()
      presence.forget()
    },
    async [Symbol.asyncDispose]() {
      feed[Symbol.dispose]()
      presence[Symbol.dispose]()
      fleet[Symbol.dispose]()
      mercury.disconnect()
    },
  }
}
