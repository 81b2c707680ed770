import type { SiteElement } from './xml/write-xml.js'

/**
 * The refusals of the XML API. They arrive with HTTP 200. @source webex.md 13; the marked ones are inferred there or
 * here. An account that is closed to a client that knows its password is refused as one whose password is wrong,
 * and says why in a sub-error: which ids the product has for that is not published.
 */
export const EXCEPTIONS = {
  accessDenied: { id: '000001', reason: 'Access denied, additional privileges are required' },
  /** @inferred */
  invalid: { id: '000013', reason: 'Validation of the request failed' },
  /** @inferred in text; @observed in the Moodle plug-in and webex clients, which take it for an empty list */
  noRecord: { id: '000015', reason: 'Sorry, no record found' },
  notResponding: { id: '000035', reason: 'ASService not responding' },
  /** @source XML API 10.0.0 release notes, rate limiting of APIs */
  rateLimit: { id: '000045', reason: 'API Rate Limit Reach' },
  /** @inferred */
  siteNotFound: { id: '010001', reason: 'Corresponding site not found' },
  /** @inferred */
  userNotFound: { id: '030001', reason: 'Corresponding User not found' },
  wrongPassword: { id: '030002', reason: 'Incorrect user or password' },
  /** @inferred */
  existingAddress: { id: '030003', reason: 'Existing email address' },
  /** @inferred */
  existingUser: { id: '030004', reason: 'Existing WebEx ID' },
  badTicket: { id: '030047', reason: 'Not a valid session ticket' },
  meetingNotFound: { id: '060001', reason: 'Corresponding Meeting not found' },
  noMeetingPassword: { id: '060026', reason: 'Meeting password must not be null' },
  /** @inferred */
  unknown: { id: '999999', reason: 'Sorry, an unknown error occurred' },
} as const satisfies Record<string, SiteException>

interface SiteException {
  readonly id: string
  readonly reason: string
}

export type ExceptionName = keyof typeof EXCEPTIONS

/** A part of what is wrong: which rule, and the element that breaks it, never the text in it. */
export interface SubError {
  readonly reason: string
  readonly value?: string
}

/** A request that the site refuses. */
export class SiteFault extends Error {
  override readonly name = 'SiteFault'
  readonly id: string
  readonly subErrors: readonly SubError[]

  constructor(exception: SiteException, subErrors: readonly SubError[] = []) {
    super(exception.reason)
    this.id = exception.id
    this.subErrors = subErrors
  }
}

export const refuse = (name: ExceptionName, ...subErrors: readonly SubError[]): SiteFault =>
  new SiteFault(EXCEPTIONS[name], subErrors)

/** The exception of an id, for the faults of the lab. */
export function exceptionOf(id: string): SiteException {
  return (
    Object.values(EXCEPTIONS).find((exception) => exception.id === id) ?? { id, reason: 'Fault of the lab' }
  )
}

/** The header of a refusal, in order. @source webex.md 13 */
export function renderRefusal({ id, message, subErrors }: SiteFault): readonly SiteElement[] {
  const parts = subErrors.map(({ reason, value }): SiteElement => [
    'serv:subError',
    [
      ['serv:exceptionID', id],
      ['serv:reason', reason],
      ...(value === undefined ? [] : [['serv:value', value] as const]),
    ],
  ])
  return [
    ['serv:result', 'FAILURE'],
    ['serv:reason', message],
    ['serv:gsbStatus', 'PRIMARY'],
    ['serv:exceptionID', id],
    ...(parts.length === 0 ? [] : [['serv:subErrors', parts] as const]),
  ]
}
