/**
 * What went wrong on the client's side of the wire. `code` is stable: the EWS response code where the server
 * gave one (`ErrorItemNotFound`), else a name of ours beginning with `CLIENT_`.
 */
export class ClientError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ClientError'
    this.code = code
  }
}
