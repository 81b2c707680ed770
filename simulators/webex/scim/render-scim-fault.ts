import type { Answer } from '../rest/answer.js'
import type { RestFault } from '../rest/rest-fault.js'
import { SCHEMA } from './schemas.js'

/** The error body of SCIM. @source RFC 7644 3.12 */
export function renderScimFault({ status, message, code, headers }: RestFault): Answer {
  const scimType = code ?? SCIM_TYPES[status]
  return {
    status,
    headers,
    json: {
      schemas: [SCHEMA.error],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail: message,
    },
  }
}

const SCIM_TYPES: Readonly<Record<number, string>> = { 400: 'invalidValue', 409: 'uniqueness' }
