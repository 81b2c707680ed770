import { EXCHANGE_APP_ID, ONLINE_HOSTS } from './tenant.js'
import { TokenError } from './token-error.js'

/** What a token is asked for: a resource, and what may be done with it. */
export interface WantedAccess {
  /** `https://outlook.office365.com`, as the token's audience names it. */
  readonly resource: string
  /** Names of permissions, or `.default` for all that were consented to. */
  readonly permissions: readonly string[]
  readonly wantsRefresh: boolean
}

/** Whether a host, in lower case, is one of the organization's own. */
export type OwnsHost = (host: string) => boolean

/** Scopes that name nothing of a resource. */
const OPEN_ID = ['openid', 'profile', 'email', 'offline_access']

/** Reads `scope` (version 2) or `resource` (version 1) of a request. */
export function wantedAccess(form: URLSearchParams, ownsHost: OwnsHost): WantedAccess {
  const resource = form.get('resource')
  const scope = form.get('scope')
  if (resource !== null) return access([`${resource.replace(/\/$/, '')}/.default`], ownsHost)
  if (scope === null) throw new TokenError('parameterMissing')
  return access(scope.split(/\s+/).filter(Boolean), ownsHost)
}

function access(scopes: readonly string[], ownsHost: OwnsHost): WantedAccess {
  const named = scopes.filter((scope) => !OPEN_ID.includes(scope)).map(splitScope)
  const [first] = named
  if (first === undefined || named.some(({ resource }) => resource !== first.resource)) {
    throw new TokenError('scopeInvalid')
  }
  if (!isExchange(first.resource, ownsHost)) throw new TokenError('resourceUnknown')
  return {
    resource: first.resource,
    permissions: named.map(({ permission }) => permission),
    wantsRefresh: scopes.includes('offline_access'),
  }
}

/** `https://outlook.office365.com/.default`, also with the two slashes that a resource ending in one gives. */
function splitScope(scope: string): { readonly resource: string; readonly permission: string } {
  const slash = scope.lastIndexOf('/')
  if (slash < 0) throw new TokenError('scopeInvalid')
  return { resource: scope.slice(0, slash).replace(/\/$/, ''), permission: scope.slice(slash + 1) }
}

/** Whether a resource is this Exchange: by its id, or by a host under which clients ask for it. */
export function isExchange(resource: string, ownsHost: OwnsHost): boolean {
  if (resource === EXCHANGE_APP_ID) return true
  const host = /^https:\/\/([^/:]+)(:\d+)?\/?$/.exec(resource)?.[1]?.toLowerCase()
  return host !== undefined && (ONLINE_HOSTS.includes(host) || ownsHost(host))
}
