/**
 * A request that is refused. `code` is the word of OAuth (`invalid_grant`) where the route speaks OAuth, and
 * the machine-readable reason of `/connector/v1` (`NO_PERSONAL_ROOM`) where it has one.
 */
export class RestFault extends Error {
  override readonly name = 'RestFault'
  readonly status: number
  readonly code: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    options: { message?: string; code?: string; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(options.message ?? STATUS_TEXTS[status] ?? DEFAULT_TEXT, { cause: options.cause })
    this.status = status
    this.code = options.code
    this.headers = options.headers ?? {}
  }
}

/** @source webex.md 3: 401, 403 and 404 are recorded texts. @inferred the others */
const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: 'The request was invalid or cannot be otherwise served.',
  401: 'The request requires a valid access token set in the Authorization request header.',
  403: 'The server understood the request, but refused to fulfill it because the access token is missing required scopes or the user is missing required roles or licenses.',
  404: 'The requested resource could not be found.',
  405: 'The request was made to a resource using an HTTP request method that is not supported.',
  409: 'The request could not be processed because it conflicts with some established rule of the system.',
  410: 'The requested resource is no longer available.',
  415: 'The request was made to a resource without specifying a media type or used a media type that is not supported.',
  422: 'The request could not be processed because it holds text that must be encrypted.',
  429: 'Too many requests have been sent in a given amount of time and the request has been rate limited.',
  503: 'Server is overloaded with requests. Try again later.',
}

const DEFAULT_TEXT = 'Something went wrong on the server.'

export const notFound = (): RestFault => new RestFault(404)
export const forbidden = (message?: string): RestFault =>
  new RestFault(403, message === undefined ? {} : { message })
export const invalid = (message: string): RestFault => new RestFault(400, { message })
