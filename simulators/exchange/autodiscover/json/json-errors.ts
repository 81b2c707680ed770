interface ErrorForm {
  readonly status: number
  /** `{0}` is what the error is about. */
  readonly text: string
}

/** @source ews.md 8.4 for the first three codes. @inferred the others, the statuses and the texts */
export const JSON_ERRORS = {
  MissingProtocol: {
    status: 400,
    text: 'A valid value must be provided for the query parameter "Protocol".',
  },
  ProtocolNotSupported: { status: 400, text: 'The given protocol value "{0}" is not supported.' },
  MandatoryParameterMissing: {
    status: 400,
    text: 'A valid value must be provided for the query parameter "{0}".',
  },
  InvalidEmail: { status: 400, text: 'The given value "{0}" is not a valid SMTP address.' },
  UserNotFound: { status: 404, text: 'The given user is not found.' },
  InternalServerError: { status: 500, text: 'An internal server error occurred.' },
} as const satisfies Record<string, ErrorForm>

export type JsonError = keyof typeof JSON_ERRORS

export function isJsonError(code: PropertyKey): code is JsonError {
  return Object.hasOwn(JSON_ERRORS, code)
}
