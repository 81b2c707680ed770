import type { IncomingMessage } from 'node:http'
import type { HttpService } from '../../../network/index.js'

/** Where the pages are; the cookies go nowhere else. */
export const HUB_PATH = '/hub'

const ATTRIBUTES = `Path=${HUB_PATH}; Secure; HttpOnly; SameSite=Lax`

/** The cookies of a browser: its access token, and before it has one what it must bring back from signing in. */
export type CookieName = 'exwex-hub' | 'exwex-hub-sign-in'

export function setCookie(name: CookieName, value: string): string {
  return `${name}=${value}; ${ATTRIBUTES}`
}

export function dropCookie(name: CookieName): string {
  return `${name}=; ${ATTRIBUTES}; Max-Age=0`
}

export function cookieOf({ headers }: IncomingMessage, name: CookieName): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1)
  return value === '' ? undefined : value
}

/** A browser shows its token in a cookie; from here on the request is like that of any other client. */
export function withSession(service: HttpService): HttpService {
  return {
    name: service.name,
    handle(exchange) {
      const token = cookieOf(exchange.request, 'exwex-hub')
      if (token !== undefined) exchange.request.headers.authorization = `Bearer ${token}`
      return service.handle(exchange)
    },
  }
}
