/**
 * The one error of the lab: a stable `code` for programs, a message that says what was wrong, and a `hint`
 * that says what to do about it.
 */
export class LabError extends Error {
  override readonly name = 'LabError'
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, detail: { message: string; hint?: string; cause?: unknown }) {
    super(detail.hint === undefined ? detail.message : `${detail.message} ${detail.hint}`, {
      cause: detail.cause,
    })
    this.code = code
    this.hint = detail.hint
  }
}
