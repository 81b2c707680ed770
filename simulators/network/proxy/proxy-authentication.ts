import type { ProxyAuthentication } from './proxy-options.js'

/** Who a client is for the proxy, or how it is asked. */
export type ProxyLogon =
  | { readonly kind: 'granted'; readonly user: string | null }
  /** The values of the `Proxy-Authenticate` headers. */
  | { readonly kind: 'refused'; readonly user: string | null; readonly challenges: readonly string[] }

const REALM = 'exwex proxy'

/** Checks the `Proxy-Authorization` header of a request. @source RFC 9110 11.7; hybrid-calendar.md HC-206 */
export function authenticateClient(
  authentication: ProxyAuthentication,
  authorization: string | undefined,
): ProxyLogon {
  const [scheme = '', token = ''] = (authorization ?? '').split(/\s+/, 2)
  switch (authentication.kind) {
    case 'none':
      return { kind: 'granted', user: null }
    case 'basic': {
      const [user, password] = scheme.toLowerCase() === 'basic' ? credentials(token) : []
      const isRight = user === authentication.user && password === authentication.password
      return isRight
        ? { kind: 'granted', user }
        : { kind: 'refused', user: user ?? null, challenges: [`Basic realm="${REALM}"`] }
    }
    case 'digest':
      return refused(`Digest realm="${REALM}", qop="auth", algorithm=MD5, nonce="${NONCE}"`)
    case 'ntlm':
      return refused('NTLM')
    case 'negotiate':
      return refused('Negotiate')
  }
}

/** Nobody is let in by it, so that it need not change. */
const NONCE = '6578776578'

function refused(challenge: string): ProxyLogon {
  return { kind: 'refused', user: null, challenges: [challenge] }
}

function credentials(token: string): readonly [user: string, password: string] {
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(token, 'base64').toString()) ?? []
  return [user, password]
}
