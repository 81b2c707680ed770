import type { HttpExchange } from '../../network/index.js'
import type { ProductVersion } from '../versions/index.js'
import { OVERRIDE_COOKIE, readAffinity } from './affinity.js'

const NONE: readonly string[] = []

/**
 * Gives a client that prefers to stay on a server the cookie that leads it back there: once, for the answers to
 * requests with the cookie do not repeat it. @source ews.md 1.10; @inferred that the number is the server's version
 */
export function affinityCookies(
  { build, givesOverrideCookie }: ProductVersion,
  backEnd: string,
): (http: HttpExchange) => readonly string[] {
  if (!givesOverrideCookie) return () => NONE
  const cookies = [`${OVERRIDE_COOKIE}=${backEnd}~${versionNumber(build)}; path=/; secure; HttpOnly`]
  return (http) => {
    if (http.request.headers['x-preferserveraffinity'] === undefined) return NONE
    const { anchor, prefersServer, server } = readAffinity(http)
    return anchor !== undefined && prefersServer && server !== backEnd ? cookies : NONE
  }
}

/** The bits of `ServerVersion` in Autodiscover, as a number. @source ews.md 8.2 */
function versionNumber({ major, minor, majorBuild }: ProductVersion['build']): number {
  return ((7 << 12) | (major << 6) | minor) * 0x10000 + (0x8000 | majorBuild)
}
