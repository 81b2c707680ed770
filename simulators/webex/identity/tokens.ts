import { instant, put, remove, type Core, type Write } from '../../core/index.js'
import { tokens, type Token } from '../records/tokens.js'
import { hashSecret } from '../secrets.js'

/** @source webex.md 4: the lifetimes of a recorded answer */
export const ACCESS_SECONDS = 43_199
export const REFRESH_SECONDS = 5_184_000

/** @inferred An assertion is exchanged at once. */
const ASSERTION_SECONDS = 300

/** @source RFC 6749 4.1.2: ten minutes at most */
const CODE_SECONDS = 600

const LIFETIME_SECONDS: Readonly<Record<Token['kind'], number>> = {
  access: ACCESS_SECONDS,
  refresh: REFRESH_SECONDS,
  assertion: ASSERTION_SECONDS,
  code: CODE_SECONDS,
}

export interface NewToken {
  readonly text: string
  readonly write: Write
}

export type TokenRequest = Pick<Token, 'kind' | 'subject' | 'clientId' | 'scopes' | 'asked'>

/**
 * Makes a token and the write that keeps its hash. Three parts joined by `_`, the last the organization.
 * @source webex.md 2: the SDK reads the organization from it
 */
export function newToken({ clock, ids }: Core, request: TokenRequest): NewToken {
  const text = `${ids.bytes(32).toString('base64').replace(/[+/=]/g, 'x')}_PF84_${request.subject.orgId}`
  const expires = instant(clock.now() + LIFETIME_SECONDS[request.kind] * 1000)
  return { text, write: put(tokens, { ...request, hash: hashSecret(text), expires }) }
}

/** The write by which a refresh token lives for its whole time again. @source developer.webex.com, integrations */
export function renewal({ clock }: Core, token: Token): Write {
  return put(tokens, { ...token, expires: instant(clock.now() + LIFETIME_SECONDS[token.kind] * 1000) })
}

/** The token as it was issued; undefined when it is of another kind, has expired or was revoked. */
export function findToken({ world, clock }: Core, kind: Token['kind'], text: string): Token | undefined {
  const token = world.get(tokens, hashSecret(text))
  return token !== undefined && token.kind === kind && token.expires > clock.now() ? token : undefined
}

/** Revokes everything that was issued to an account. */
export function revocations({ world }: Core, subjectId: string): readonly Write[] {
  return [...world.by(tokens, 'subject', subjectId)].map(({ key }) => remove(tokens, key))
}
