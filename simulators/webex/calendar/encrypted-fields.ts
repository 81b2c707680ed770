import { z } from 'zod'
import { isEncryptedField } from '../kms/jose.js'
import { CLEAR_TEXT } from '../rest/validation.js'

/** A text that must be ciphertext: a compact JWE, `dir`, `A256GCM`. Anything else is a 422. */
export const encryptedText = z.string().refine(isEncryptedField, {
  error: 'must be encrypted: a compact JWE with alg "dir" and enc "A256GCM"',
  params: CLEAR_TEXT,
})

/** Names by which clear text would come if somebody forgot to encrypt it. */
const CLEAR_TEXT_NAMES = new Set([
  ...['subject', 'title', 'location', 'body', 'notes', 'agenda', 'description', 'displayName', 'name'],
  ...['organizerEmail', 'organizerName', 'email', 'emailAddress', 'address', 'attendees', 'participants'],
])

/** An object in which an unknown field is refused, and refused as clear text where its name says it would be. */
export function encryptedObject<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      if (key in shape) continue
      const isClearText = CLEAR_TEXT_NAMES.has(key)
      context.addIssue({
        code: 'custom',
        path: [key],
        message: isClearText ? 'would be stored in clear text: send it encrypted' : 'is not a known field',
        ...(isClearText ? { params: CLEAR_TEXT } : {}),
      })
    }
  })
}
