import { LabError } from '../../../core/index.js'

/** Ends a request with SOAP's own fault for a header that it says must be understood. @inferred ews.md 1.5 */
export class MustUnderstandFault extends LabError {
  readonly header: string

  constructor(header: string) {
    super('EWS_MUST_UNDERSTAND', { message: `The header "${header}" must be understood, and is not known.` })
    this.header = header
  }
}
