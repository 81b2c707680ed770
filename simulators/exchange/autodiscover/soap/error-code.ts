/**
 * What goes wrong, on three levels: the whole answer, a user or domain, a setting. Exchange's own texts are known for
 * the first three. @source ews.md 8.3
 * @inferred the other texts
 */
export const ERROR_TEXTS = {
  NoError: 'No error.',
  RedirectAddress: 'Redirection address.',
  RedirectUrl: 'Redirection url.',
  InvalidUser: 'Invalid user.',
  InvalidRequest: 'The request is invalid.',
  InvalidSetting: 'Invalid setting.',
  SettingIsNotAvailable: 'The setting is not available.',
  ServerBusy: 'The server is too busy to process the request.',
  InvalidDomain: 'Invalid domain.',
  NotFederated: 'The organization is not federated.',
  InternalServerError: 'An internal server error occurred. Please try again later.',
} as const

export type ErrorCode = keyof typeof ERROR_TEXTS

export function isErrorCode(code: PropertyKey): code is ErrorCode {
  return Object.hasOwn(ERROR_TEXTS, code)
}

/** A code with what is said of it; without a text, the one that every such code has. */
export interface Verdict {
  readonly code: ErrorCode
  readonly text?: string
}
