import type { IncomingMessage } from 'node:http'
import { formatSeconds, type Core } from '../../../core/index.js'
import type { HttpExchange, HttpService } from '../../../network/index.js'
import { grantToken, type Grant, type IdentityProvider } from './grants.js'
import { isTenant, issuerOf, TOKEN_LIFETIME_S } from './tenant.js'
import { renderRefusal, TokenError } from './token-error.js'

const PATH =
  /^\/([^/]+)\/(oauth2\/v2\.0\/token|oauth2\/token|(?:v2\.0\/)?\.well-known\/openid-configuration|discovery\/(?:v2\.0\/)?keys)$/i
const MOST_BYTES = 64 * 1024

/** Whether a path is one of the identity provider's. */
function isIdentityPath(path: string): boolean {
  return PATH.test(path)
}

/** Sends what is for the identity provider there, and all else to another service. */
export function withIdentity(identity: HttpService, otherwise: HttpService): HttpService {
  return {
    name: otherwise.name,
    handle: (exchange) => (isIdentityPath(exchange.path) ? identity : otherwise).handle(exchange),
  }
}

interface TokenServiceOptions {
  readonly provider: IdentityProvider
  readonly core: Pick<Core, 'journal' | 'clock'>
}

/**
 * The organization's identity provider, as far as programs need it: tokens, keys and the document that says where they are,
 * under the paths of `login.microsoftonline.com`.
 */
export function createTokenService({ provider, core }: TokenServiceOptions): HttpService {
  return {
    name: 'identity',
    async handle(exchange) {
      const [, tenant = '', place = ''] = PATH.exec(exchange.path) ?? []
      const entry = core.journal.open({
        kind: 'call',
        protocol: 'oauth',
        operation: place,
        via: exchange.endpoints.name,
        connection: exchange.id,
      })
      try {
        const status = await answer(exchange, tenant, place.toLowerCase())
        entry.update({ outcome: String(status) })
      } finally {
        entry.close()
      }
    },
  }

  async function answer(exchange: HttpExchange, tenant: string, place: string): Promise<number> {
    try {
      if (!isTenant(provider.tenant, tenant)) throw new TokenError('tenantNotFound')
      if (place.startsWith('discovery')) return send(exchange, 200, { keys: [provider.tenant.key().jwk] })
      if (place.endsWith('openid-configuration')) return send(exchange, 200, configuration(exchange, tenant))
      if (exchange.request.method !== 'POST') return send(exchange, 405, {})
      const form = new URLSearchParams(await readText(exchange.request))
      return send(exchange, 200, renderGrant(grantToken(provider, form), place))
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      const { status, body } = renderRefusal(error.refusal, occurrence())
      return send(exchange, status, body)
    }
  }

  function occurrence() {
    const timestamp = formatSeconds(core.clock.now()).replace('T', ' ')
    return { traceId: provider.newId(), correlationId: provider.newId(), timestamp }
  }

  /** @source OpenID Connect Discovery 1.0, 3 */
  function configuration(exchange: HttpExchange, tenant: string) {
    const scheme = exchange.secure ? 'https' : 'http'
    const base = `${scheme}://${exchange.request.headers.host ?? ''}/${tenant}`
    return {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: issuerOf(provider.tenant),
      grant_types_supported: ['client_credentials', 'password', 'refresh_token'],
    }
  }
}

/** The first version of the endpoint writes numbers as texts. */
function renderGrant({ accessToken, refreshToken, scope, access }: Grant, place: string) {
  const isFirst = place === 'oauth2/token'
  const lifetime = isFirst ? String(TOKEN_LIFETIME_S) : TOKEN_LIFETIME_S
  return {
    token_type: 'Bearer',
    ...(scope === '' ? {} : { scope }),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    ...(isFirst ? { resource: access.resource } : {}),
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  }
}

function send({ response }: HttpExchange, status: number, body: object): number {
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body))
  return status
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > MOST_BYTES) throw new TokenError('parameterMissing')
  }
  return text
}
