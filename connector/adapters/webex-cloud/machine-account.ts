import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { HttpClient } from '../http/http-client.js'
import { callOnce, parseJson, type TokenSource } from './rest.js'

export interface MachineAccount {
  readonly uid: string
  readonly password: string
}

export interface MachineLogin {
  readonly http: HttpClient
  readonly clock: Clock
  /** Address of the identity broker, as the service catalogue names it to this node. */
  readonly idbroker: string
  readonly orgId: string
  readonly account: MachineAccount
}

interface Token {
  readonly value: string
  readonly expires: number
}

const SAML_GRANT = 'urn:ietf:params:oauth:grant-type:saml2-bearer'
const SCOPE = 'spark:all spark:kms'
/** A token is replaced this long before it ends. @inferred */
const MARGIN_MS = 60_000

const bearer = z.looseObject({ BearerToken: z.string() })
const grant = z.looseObject({ access_token: z.string(), expires_in: z.number() })

/** Logs in with the cluster's machine account: a bearer assertion, then an access token. @source webex.md 4 */
export function createMachineTokens(login: MachineLogin): TokenSource {
  let current: Promise<Token> | null = null
  const renew = async (): Promise<Token> => {
    current = logIn(login)
    current.catch(() => (current = null))
    return current
  }
  return {
    token: async (stale) => {
      const token = await (current ?? renew())
      const isFresh = token.value !== stale && token.expires - MARGIN_MS > login.clock.now()
      return isFresh ? token.value : (await renew()).value
    },
  }
}

async function logIn(login: MachineLogin): Promise<Token> {
  const base = `${login.idbroker.replace(/\/+$/, '').replace(/\/idb$/, '')}/idb`
  const url = `${base}/token/${login.orgId}/v2/actions/GetBearerToken/invoke`
  const { uid, password } = login.account
  const { BearerToken } = bearer.parse(
    await callOnce(login.http, { method: 'POST', url, body: { uid, password } }, null),
  )
  const form = new URLSearchParams({
    grant_type: SAML_GRANT,
    assertion: BearerToken,
    scope: SCOPE,
    client_id: uid,
    client_secret: password,
  })
  const response = await login.http.send({
    method: 'POST',
    url: `${base}/oauth2/v1/access_token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  if (response.status >= 500) {
    throw new ConnectorError('CLOUD_ERROR', {
      message: 'The identity broker cannot log the machine account in now.',
      reason: String(response.status),
    })
  }
  if (response.status !== 200) {
    throw new ConnectorError('ACCESS_DENIED', {
      message: 'The cloud refused the machine account; register the cluster again.',
      reason: String(response.status),
    })
  }
  const token = grant.parse(parseJson(response.body))
  return { value: token.access_token, expires: login.clock.now() + token.expires_in * 1000 }
}
