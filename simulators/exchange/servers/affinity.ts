import type { HttpExchange } from '../../network/index.js'

/** What a request says of the server that is to answer it. @source ews.md 1.10 */
export interface Affinity {
  /** Full name of the server that an earlier answer named, if the client prefers to stay there. */
  readonly server: string | undefined
  /** Whose mailbox is to lead to the server. */
  readonly anchor: string | undefined
  readonly prefersServer: boolean
}

export const OVERRIDE_COOKIE = 'X-BackEndOverrideCookie'
const OVERRIDE_HEADER = OVERRIDE_COOKIE.toLowerCase()

/** One client sends the value as a header of the cookie's name. @observed exchangelib */
export function readAffinity({ request: { headers } }: HttpExchange): Affinity {
  const prefersServer = text(headers['x-preferserveraffinity'])?.toLowerCase() === 'true'
  const kept = text(headers[OVERRIDE_HEADER]) ?? cookie(headers.cookie, OVERRIDE_COOKIE)
  return {
    server: prefersServer ? kept?.split('~')[0]?.toLowerCase() : undefined,
    anchor: text(headers['x-anchormailbox']),
    prefersServer,
  }
}

/** The value of a cookie of a request. */
export function cookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key = '', ...value] = part.trim().split('=')
    if (key.toLowerCase() === name.toLowerCase()) return value.join('=')
  }
  return undefined
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
