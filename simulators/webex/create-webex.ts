import { Lazy, type Core } from '../core/index.js'
import { lazyService, lazySocketService, type HttpService } from '../network/index.js'
import type { Permission } from './fleet/create-fleet.js'
import type { FleetLimits } from './fleet/limits.js'
import type { Era } from './fleet/profile.js'
import { joinDetailsOf, type JoinDetails } from './join-details.js'
import { provision, provisionPerson, type Provisioned, type WebexAccount } from './provision.js'
import type { CallTargets } from '../network/index.js'
import { activateDevice, type DeviceAccount } from './screens/activate-device.js'
import type { RateLimit } from './rest/rate-limit.js'
import type { PersonSeed, WebexSeed } from './seed.js'

/** What documents leave open about Webex, or differs between organizations. */
export interface WebexSwitches {
  /** Whom webhooks and the files of messages may call. Default `loopback`: only this machine. */
  readonly callTargets?: CallTargets
  /** How often one account may call the public API. Default: 3000 times at once, and 50 more each second. */
  readonly rateLimit?: RateLimit
}

export interface WebexOptions extends WebexSwitches {
  readonly core: Core
  /** The certificates that nodes are told to trust, in PEM. */
  readonly caPem: string
  readonly organization: WebexSeed
  /** Which of the documents that contradict each other the fleet follows. Default: 2019. */
  readonly era?: Era
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
  /** Signs a device in as its workspace; undefined where there is no such workspace. */
  activateDevice(mail: string): DeviceAccount | undefined
  /** Announces a resource and presses Allow: what its host registers with. */
  preregister(resource: { readonly displayName: string; readonly hostname: string }): Promise<Permission>
  /** Loses what a server loses when it restarts: sockets and the keys agreed with clients. */
  restart(): void
}

export function createWebex(options: WebexOptions): Webex {
  const { core, caPem, organization, era, limits, callTargets, rateLimit, report } = options
  const cloud = new Lazy(async () => {
    const { createCloud } = await import('./cloud.js')
    return createCloud({
      core,
      caPem,
      report,
      ...(era === undefined ? {} : { era }),
      ...(limits === undefined ? {} : { limits }),
      ...(callTargets === undefined ? {} : { callTargets }),
      ...(rateLimit === undefined ? {} : { rateLimit }),
    })
  })
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
    cloud: lazySocketService('cloud', async () => (await cloud.get()).service, report),
    kms: { decrypt: async (keyUrl, jwe) => (await cloud.get()).kms.decryptField(keyUrl, jwe) },
    accountOf: (mail) => accounts.get(mail.toLowerCase()),
    joinDetailsOf: (mail) => joinDetailsOf(core, orgId, mail),
    provision(person) {
      const account = provisionPerson(core, provisioned, person)
      accounts.set(person.mail.toLowerCase(), account)
      return account
    },
    activateDevice: (mail) => activateDevice(core, client.id, mail),
    preregister: async (resource) => (await cloud.get()).fleet.permit({ orgId, ...resource }),
    restart: () => cloud.loaded?.forget(),
    async [Symbol.asyncDispose]() {
      ;(await cloud.begun())?.[Symbol.dispose]()
    },
  }
}
