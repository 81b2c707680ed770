/** What went wrong in a test that uses the lab. `code` is stable; the message says what to do. */
export class DoorError extends Error {
  override readonly name = 'DoorError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
