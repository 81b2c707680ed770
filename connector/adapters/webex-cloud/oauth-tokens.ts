import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { HttpClient } from '../http/http-client.js'
import { parseJson, type TokenSource } from './rest.js'

export interface OAuthLogin {
  readonly http: HttpClient
  readonly clock: Clock
  /** `https://webexapis.com/v1/access_token` */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** That of a service app or an integration; without one the client asks in its own name. */
  readonly refreshToken: string | null
}

/** A token is replaced this long before it ends. @inferred */
const MARGIN_MS = 60_000

const grant = z.looseObject({ access_token: z.string(), expires_in: z.number() })

/** Access tokens of a service app or an integration, renewed before they end. @source developer.webex.com, integrations */
export function createOAuthTokens(login: OAuthLogin): TokenSource {
  let current: { readonly value: string; readonly ends: number } | null = null
  return {
    token: async (stale) => {
      const isFresh =
        current !== null && current.value !== stale && current.ends - MARGIN_MS > login.clock.now()
      if (current === null || !isFresh) current = await obtain(login)
      return current.value
    },
  }
}

async function obtain(login: OAuthLogin): Promise<{ value: string; ends: number }> {
  const { http, clock, tokenUrl, clientId, clientSecret, refreshToken } = login
  const form = new URLSearchParams({
    ...(refreshToken === null
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'refresh_token', refresh_token: refreshToken }),
    client_id: clientId,
    client_secret: clientSecret,
  })
  const { status, body } = await http.send({
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  if (status !== 200) {
    throw new ConnectorError(status >= 500 ? 'CLOUD_ERROR' : 'ACCESS_DENIED', {
      message: 'The cloud gave the synchronizer no access token; look at cloud.oauth.',
      reason: String(status),
    })
  }
  const token = grant.parse(parseJson(body))
  return { value: token.access_token, ends: clock.now() + token.expires_in * 1000 }
}
