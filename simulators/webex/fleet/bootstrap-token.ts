import { CompactSign, compactVerify } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../core/index.js'

const claims = z.object({ clusterId: z.string(), exp: z.number() })

/** A signed JWT that lets one host register one announced resource. @source webex.md 15.1 */
export function signBootstrapToken(secret: Uint8Array, claim: z.input<typeof claims>): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claim)))
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(secret)
}

/** The announced resource of a token; undefined when it is forged or has expired. */
export async function readBootstrapToken(
  secret: Uint8Array,
  token: string,
  clock: Clock,
): Promise<string | undefined> {
  try {
    const { payload } = await compactVerify(token, secret, { algorithms: ['HS256'] })
    const { clusterId, exp } = claims.parse(JSON.parse(Buffer.from(payload).toString('utf8')))
    return exp * 1000 > clock.now() ? clusterId : undefined
  } catch {
    // Not signed by us: to the caller the same as a token that has expired.
    return undefined
  }
}
