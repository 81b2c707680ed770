import { createHash } from 'node:crypto'
import { put, remove, type Core } from '../../../core/index.js'
import { cloudOrigin, type EndpointSet } from '../../../network/index.js'
import { grantToken } from '../../identity/grants.js'
import { ADMIN_SCOPES } from '../../identity/scopes.js'
import { oauthClients, tokens } from '../../records/tokens.js'
import { hashSecret } from '../../secrets.js'
import { HUB_PATH } from './session.js'

const CLIENT_ID = 'control-hub'

/** Where Common Identity sends the browser back to. */
export const BACK_PATH = `${HUB_PATH}/sign-in/back`

/** Control Hub as an application of Common Identity: how it gets the token of an administrator. */
export interface HubClient {
  /** A way in: where to send the browser, and what it has to bring back besides the code. @source RFC 7636 */
  begin(endpoints: EndpointSet, cause: string): { readonly url: string; readonly verifier: string }
  /** Exchanges what the browser has brought back; throws a fault of OAuth for what does not fit. */
  finish(endpoints: EndpointSet, brought: Brought, cause: string): string
  /** Takes the token back. */
  end(token: string, cause: string): void
}

export interface Brought {
  readonly code: string
  readonly verifier: string
}

export function createHubClient(core: Core): HubClient {
  const { world, ids } = core
  const secret = ids.bytes(32).toString('base64url')
  const redirectOf = (endpoints: EndpointSet) => `${cloudOrigin(endpoints, 'hub')}${BACK_PATH}`

  return {
    begin(endpoints, cause) {
      const redirectUri = redirectOf(endpoints)
      announce(redirectUri, cause)
      const verifier = ids.bytes(32).toString('base64url')
      const query = new URLSearchParams({
        client_id: CLIENT_ID,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: ADMIN_SCOPES.join(' '),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      const origin = cloudOrigin(endpoints, 'idbroker')
      return { url: `${origin}/idb/oauth2/v1/authorize?${query.toString()}`, verifier }
    },
    finish(endpoints, { code, verifier }, cause) {
      const form = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectOf(endpoints),
        client_id: CLIENT_ID,
        client_secret: secret,
      }
      return accessTokenOf(grantToken(core, { cause, authorization: undefined, form }))
    },
    end(token, cause) {
      const hash = hashSecret(token)
      if (world.get(tokens, hash) === undefined) return
      world.commit({ cause, reason: 'administrator signed out', writes: [remove(tokens, hash)] })
    },
  }

  /** The world may have been put back to one that does not know this client, or another secret. */
  function announce(redirectUri: string, cause: string): void {
    const secretHash = hashSecret(secret)
    const known = world.get(oauthClients, CLIENT_ID)
    if (known?.secretHash === secretHash && known.redirectUris?.includes(redirectUri) === true) return
    const redirectUris = [...new Set([...(known?.redirectUris ?? []), redirectUri])]
    const client = {
      id: CLIENT_ID,
      orgId: '',
      name: 'Control Hub',
      secretHash,
      scopes: ADMIN_SCOPES,
      redirectUris,
    }
    world.commit({ cause, reason: 'application announced', writes: [put(oauthClients, client)] })
  }
}

function accessTokenOf(granted: object): string {
  return 'access_token' in granted ? String(granted.access_token) : ''
}
