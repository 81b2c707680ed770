import type { z } from 'zod'
import { LabError } from '../../core/index.js'

/** The body of every refusal of the admin API. */
export interface ErrorBody {
  readonly code: string
  readonly message: string
}

/** Lab errors that are the caller's to mend, by the status that says so. Everything else is a 500. */
const STATUS: Readonly<Record<string, number>> = {
  REQUEST_INVALID: 400,
  CLOCK_NOT_MANUAL: 409,
  NETWORK_NONE: 409,
  FAULT_EXISTS: 409,
  JOURNAL_ENTRY_UNKNOWN: 404,
  FAULT_UNKNOWN: 404,
  ROUTE_UNKNOWN: 404,
  SUBJECT_UNKNOWN: 404,
  ENDPOINT_SET_UNKNOWN: 404,
  DNS_RECORD_UNKNOWN: 404,
  CONTROLLER_UNKNOWN: 404,
  SERVER_UNKNOWN: 404,
  SERVER_STOPPED: 409,
  DATABASE_UNKNOWN: 404,
  DATABASE_NO_COPY: 409,
  MAILBOX_UNKNOWN: 404,
  MOVE_EXISTS: 409,
  MOVE_NOWHERE: 409,
  MOVE_UNKNOWN: 404,
  PORT_TAKEN: 409,
  KMS_KEY_UNKNOWN: 404,
  KMS_KEY_REFUSED: 403,
  SCREEN_UNKNOWN: 404,
  DEVICE_UNKNOWN: 404,
  PERSON_UNKNOWN: 404,
  SPACE_UNKNOWN: 404,
  ENDPOINT_UNKNOWN: 404,
  PERSONAL_ROOM_NONE: 409,
  TMS_NOT_INSTALLED: 409,
  DISPLAY_FAILED: 502,
  MEETING_UNKNOWN: 404,
  SUBJECT_NOT_IDLE: 504,
}

export function statusOf(error: unknown): number {
  return error instanceof LabError ? (STATUS[error.code] ?? 500) : 500
}

export function bodyOf(error: unknown): ErrorBody {
  return error instanceof LabError
    ? { code: error.code, message: error.message }
    : { code: 'LAB_DEFECT', message: 'The lab failed; its log says how. Please report it.' }
}

/** Says of each wrong field where it is and what is wrong with it. */
export function invalid(where: string, error: z.ZodError): LabError {
  const issues = error.issues.map(
    ({ path, message }) => `${[where, ...path.map(String)].join('.')}: ${message}`,
  )
  return new LabError('REQUEST_INVALID', { message: issues.join('; '), hint: 'See /v1/openapi.json.' })
}
