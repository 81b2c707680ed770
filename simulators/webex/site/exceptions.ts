/** The refusals of the XML API. They arrive with HTTP 200. @source webex.md 13; those marked are inferred there */
export const EXCEPTIONS = {
  accessDenied: { id: '000001', reason: 'Access denied, additional privileges are required' },
  /** @inferred */
  malformed: { id: '000013', reason: 'Validation of the request failed' },
  notResponding: { id: '000035', reason: 'ASService not responding' },
  /** @inferred */
  siteNotFound: { id: '010001', reason: 'Corresponding site not found' },
  /** @inferred */
  userNotFound: { id: '030001', reason: 'Corresponding User not found' },
  wrongPassword: { id: '030002', reason: 'Incorrect user or password' },
  badTicket: { id: '030047', reason: 'Not a valid session ticket' },
  /** @inferred */
  unknown: { id: '999999', reason: 'Sorry, an unknown error occurred' },
} as const satisfies Record<string, { readonly id: string; readonly reason: string }>

export type ExceptionName = keyof typeof EXCEPTIONS

/** A request that the site refuses. */
export class SiteFault extends Error {
  override readonly name = 'SiteFault'
  readonly id: string

  constructor(exception: { readonly id: string; readonly reason: string }) {
    super(exception.reason)
    this.id = exception.id
  }
}

export const refuse = (name: ExceptionName): SiteFault => new SiteFault(EXCEPTIONS[name])

/** The exception of an id, for the faults of the lab. */
export function exceptionOf(id: string): { readonly id: string; readonly reason: string } {
  return (
    Object.values(EXCEPTIONS).find((exception) => exception.id === id) ?? { id, reason: 'Fault of the lab' }
  )
}
