import { put, type Core } from '../../../core/index.js'
import type { Directory } from '../../../directory/create-directory.js'
import type { HttpService } from '../../../network/index.js'
import {
  createApplicationAdministration,
  secretDigest,
  type ApplicationAdministration,
} from './application-administration.js'
import { APP_ROLE, applications, DELEGATED_SCOPE } from './application.js'
import { createBearerAuthentication, type BearerAuthentication } from './bearer.js'
import type { IdentityProvider } from './grants.js'
import { createSigningKey, type SigningKey } from './signing-key.js'
import { createTokenService } from './token-service.js'

export interface IdentityOptions {
  readonly core: Core
  readonly directory: Directory
  /** Exchange Online says in its challenge where people log on. */
  readonly isOnline: boolean
}

/** The identity provider of an organization, and the side of Exchange that takes its tokens. */
export interface Identity {
  readonly tenantId: string
  readonly applications: ApplicationAdministration
  readonly bearer: BearerAuthentication
  /** The same tokens, where the challenge says that people log on at the service. */
  readonly onlineBearer: BearerAuthentication
  readonly service: HttpService
  /** The application that is registered from the start, for the connector. */
  readonly connector: { readonly id: string; readonly secret: string }
}

/** @source captured, ews.md 1.4 */
const AUTHORIZATION_URI = 'https://login.microsoftonline.com/common/oauth2/authorize'

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

export function createIdentity({ core, directory, isOnline }: IdentityOptions): Identity {
  const ids = core.ids.fork('identity')
  const tokenIds = ids.fork('tokens')
  const domain = directory.forest.dnsDomain.toLowerCase()
  const connector = { id: ids.uuid(), secret: ids.hex(20) }
  let key: SigningKey | undefined
  const provider: IdentityProvider = {
    tenant: {
      id: ids.uuid(),
      domains: [domain, onlineDomain(domain)],
      key: () => (key ??= createSigningKey()),
    },
    applications: createApplicationAdministration(core.world),
    accounts: directory.accounts,
    now: () => core.clock.now(),
    newId: () => tokenIds.uuid(),
    ownsHost: (host) => host === domain || host.endsWith(`.${domain}`) || LOOPBACK.includes(host),
  }
  core.world.seed([
    put(applications, {
      appId: connector.id,
      objectId: ids.uuid(),
      displayName: 'Calendar Connector',
      secrets: [secretDigest(connector.secret)],
      certificates: [],
      appRoles: [APP_ROLE],
      scopes: [DELEGATED_SCOPE],
    }),
  ])
  return {
    tenantId: provider.tenant.id,
    applications: provider.applications,
    bearer: createBearerAuthentication(provider, isOnline ? { authorizationUri: AUTHORIZATION_URI } : {}),
    onlineBearer: createBearerAuthentication(provider, { authorizationUri: AUTHORIZATION_URI }),
    service: createTokenService({ provider, core }),
    connector,
  }
}

/** The name that a tenant has before it adds its own. */
function onlineDomain(domain: string): string {
  return `${domain.split('.')[0] ?? domain}.onmicrosoft.com`
}
