/** Stable names of what can go wrong with the harness itself; a subject's mistakes are verdicts, never errors. */
export type ConformanceErrorCode =
  | 'MANIFEST_INVALID'
  | 'OPTION_INVALID'
  | 'LAB_START'
  | 'LAB_ADMIN'
  | 'SUBJECT_START'
  | 'RELAY'
  | 'OBSERVATION'
  | 'CASE_TIMEOUT'
  | 'CASE_INVALID'
  | 'INTERRUPTED'

/** An error of the harness; the message says what was wrong and what to do. */
export class ConformanceError extends Error {
  readonly code: ConformanceErrorCode

  constructor(code: ConformanceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConformanceError'
    this.code = code
  }
}
