import { contentOf, element, readElements } from '../spnego/der.js'
import { MECHANISM } from '../spnego/tokens.js'

/** A list of mechanisms, as a client's signature covers it. */
export function mechanismList(mechanisms: readonly string[]): Buffer {
  return element(0x30, ...mechanisms.map((hex) => element(0x06, Buffer.from(hex, 'hex'))))
}

/** A client's first token, with what it would begin with. @source RFC 4178 4.2.1 */
export function spnegoOffer(mechanisms: readonly string[], token?: Buffer): Buffer {
  const fields = [element(0xa0, mechanismList(mechanisms))]
  if (token !== undefined) fields.push(element(0xa2, element(0x04, token)))
  const init = element(0xa0, element(0x30, ...fields))
  return element(0x60, element(0x06, Buffer.from(MECHANISM.spnego, 'hex')), init)
}

/** A client's further token. @source RFC 4178 4.2.2 */
export function spnegoResponse(token: Buffer, mic?: Buffer): Buffer {
  const fields = [element(0xa2, element(0x04, token))]
  if (mic !== undefined) fields.push(element(0xa3, element(0x04, mic)))
  return element(0xa1, element(0x30, ...fields))
}

/** What a token of the server has in a field: 0 its state, 1 the mechanism, 2 the token within, 3 its signature. */
export function serverField(token: Uint8Array, number: number): Buffer | undefined {
  const response = contentOf(readElements(Buffer.from(token)), 0xa1)
  const sequence = contentOf(readElements(response ?? Buffer.alloc(0)), 0x30)
  const field = contentOf(readElements(sequence ?? Buffer.alloc(0)), 0xa0 + number)
  return readElements(field ?? Buffer.alloc(0))?.[0]?.content
}
