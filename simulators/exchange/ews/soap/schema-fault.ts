import type { LocatedViolation } from '../codec/violation.js'
import { EwsFault } from '../ews-fault.js'

/** The fault for a request that breaks the schema, or XML itself. @source ews.md 1.5 */
export function schemaFault(violation: LocatedViolation): EwsFault {
  return new EwsFault('ErrorSchemaValidation', {
    reason: `The request failed schema validation: ${violation.text}`,
    messageXml: {
      $each: [
        { name: 'LineNumber', value: violation.lineNumber },
        { name: 'LinePosition', value: violation.linePosition },
        { name: 'Violation', value: violation.text },
      ],
    },
  })
}
