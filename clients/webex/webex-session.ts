import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { type HttpAnswer, type HttpRequest, openConnection } from '../http/http-client.js'
import { type Services, readServices } from './services.js'

/** What somebody is signed in with. */
export interface WebexTokens {
  readonly accessToken: string
  readonly refreshToken: string
}

export interface WebexOptions {
  /** The service catalogue, `https://…/u2c/api/v1`. */
  readonly catalog: string
  /** Signs in: asked at the start, and again when nothing else helps. */
  readonly signIn: () => WebexTokens | Promise<WebexTokens>
  /** The application that the tokens were issued to. */
  readonly application: { readonly id: string; readonly secret: string }
  /** PEM of the certificate authority to trust. */
  readonly ca?: string
  /** Epoch milliseconds; default: this machine's time. */
  readonly now?: () => number
}

export interface WebexRequest {
  readonly method: HttpRequest['method']
  readonly url: string
  readonly json?: unknown
}

/** Calls to the cloud of one who is signed in; a token that has expired is renewed, and the call repeated. */
export interface WebexSession extends AsyncDisposable {
  services(): Promise<Services>
  /** The JSON of a good answer. Throws a ClientError CLIENT_HTTP_{status} for every other. */
  call(request: WebexRequest): Promise<unknown>
  token(): Promise<string>
  /** Gets another access token in place of one that was refused. */
  renew(refused: string): Promise<string>
}

const granted = z.looseObject({ access_token: z.string() })

export function openSession(options: WebexOptions): WebexSession {
  const connection = openConnection(options.ca)
  let tokens: Promise<WebexTokens> | undefined
  let services: Promise<Services> | undefined

  const signedIn = (): Promise<WebexTokens> => (tokens ??= Promise.resolve(options.signIn()))
  const token = async (): Promise<string> => (await signedIn()).accessToken

  const send = (request: WebexRequest, accessToken: string): Promise<HttpAnswer> =>
    connection.send({
      method: request.method,
      url: request.url,
      headers: { authorization: `Bearer ${accessToken}`, ...JSON_HEADERS },
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
    })

  const call = async (request: WebexRequest): Promise<unknown> => {
    const accessToken = await token()
    const answer = await send(request, accessToken)
    return readAnswer(request, answer.status === 401 ? await send(request, await renew(accessToken)) : answer)
  }

  const renew = async (refused: string): Promise<string> => {
    if ((await token()) === refused) {
      tokens = refresh((await signedIn()).refreshToken).catch(() => options.signIn())
    }
    return token()
  }

  const refresh = async (refreshToken: string): Promise<WebexTokens> => {
    const { identity } = await known()
    const answer = await connection.send({
      method: 'POST',
      url: `${identity}/idb/oauth2/v1/access_token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: options.application.id,
        client_secret: options.application.secret,
      }).toString(),
    })
    const { access_token: accessToken } = granted.parse(readAnswer({ method: 'POST', url: identity }, answer))
    return { accessToken, refreshToken }
  }

  /** Asked without a token, so that it answers also when the token is what has to be renewed. @source webex.md 5 */
  const known = (): Promise<Services> =>
    (services ??= connection
      .send({
        method: 'GET',
        url: `${options.catalog}/limited/catalog?format=hostmap&mode=DEFAULT_BY_PROXIMITY`,
        headers: JSON_HEADERS,
      })
      .then((answer) => readServices(readAnswer({ method: 'GET', url: options.catalog }, answer))))

  return {
    services: known,
    call,
    token,
    renew,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' } as const

const refusal = z.looseObject({ message: z.string() })

function readAnswer({ method, url }: WebexRequest, { status, body }: HttpAnswer): unknown {
  if (status >= 200 && status < 300) return body === '' ? undefined : (JSON.parse(body) as unknown)
  const said = refusal.safeParse(parseOrNull(body)).data?.message ?? 'no reason given'
  throw new ClientError(
    `CLIENT_HTTP_${status}`,
    `${method} ${new URL(url).pathname} was refused with ${status}: ${said}`,
  )
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON: the status alone says what went wrong.
    return null
  }
}
