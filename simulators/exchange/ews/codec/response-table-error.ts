import { LabError } from '../../../core/errors.js'

/** A response that the schema does not allow: a mistake of the operation that made it. */
export function invalidResponse(where: string, complaint: string): LabError {
  return new LabError('EWS_RESPONSE_TABLE', {
    message: `<${where}> in an EWS response ${complaint}`,
    hint: 'Correct the operation; the tables in ews/generated say what is allowed.',
  })
}
