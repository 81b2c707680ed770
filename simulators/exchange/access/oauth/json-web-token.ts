import { sign, verify, type KeyObject } from 'node:crypto'

export type Claims = Readonly<Record<string, unknown>>

/** A token in its parts; nothing of it has been believed yet. */
export interface JsonWebToken {
  readonly header: Claims
  readonly claims: Claims
  readonly signed: Buffer
  readonly signature: Buffer
}

/** Reads the compact form; undefined when it is none. @source RFC 7515 3.1, RFC 7519 */
export function readToken(text: string): JsonWebToken | undefined {
  const [header = '', claims = '', signature = '', ...more] = text.split('.')
  if (more.length > 0 || signature === '') return undefined
  const [headerObject, claimsObject] = [readObject(header), readObject(claims)]
  if (headerObject === undefined || claimsObject === undefined) return undefined
  return {
    header: headerObject,
    claims: claimsObject,
    signed: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, 'base64url'),
  }
}

function readObject(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Claims)
      : undefined
  } catch {
    // what is not JSON is not a token
    return undefined
  }
}

export function writeToken(header: Claims, claims: Claims, key: KeyObject): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}

/** Whether a key has signed a token by RS256; no other algorithm is taken, least of all `none`. */
export function isSignedBy({ header, signed, signature }: JsonWebToken, key: KeyObject): boolean {
  return header['alg'] === 'RS256' && verify('RSA-SHA256', signed, key, signature)
}

/** A claim that is a text; empty when it is none. */
export function textClaim(claims: Claims, name: string): string {
  const value = claims[name]
  return typeof value === 'string' ? value : ''
}

export function textsClaim(claims: Claims, name: string): readonly string[] {
  const value = claims[name]
  if (!Array.isArray(value)) return []
  return (value as readonly unknown[]).filter((one) => typeof one === 'string')
}

/** A time in seconds; undefined when it is none. */
export function timeClaim(claims: Claims, name: string): number | undefined {
  const value = claims[name]
  return typeof value === 'number' ? value : undefined
}
