import { lookUp } from '../look-up.js'
import { mailboxFacts, type MailboxFacts } from '../mailbox-facts.js'
import { refusalOf } from './request-limits.js'
import type { SoapCall } from './soap-call.js'
import {
  refusedSubject,
  type NamedSetting,
  type OperationResponse,
  type SettingError,
  type SubjectResponse,
} from './responses.js'
import { isKnownSetting, readSetting } from './user-settings.js'

/** One answer for each user, in the order in which they were asked for. @source ews.md 8.3 */
export function getUserSettings(call: SoapCall): OperationResponse {
  const operation = 'GetUserSettings'
  const refusal = refusalOf(call.request, 'users')
  if (refusal !== undefined) return { operation, ...refusal }
  return { operation, code: 'NoError', users: call.request.subjects.map((user) => settingsOf(call, user)) }
}

function settingsOf({ deployment, request, exchange }: SoapCall, user: string): SubjectResponse {
  const found = lookUp(deployment.recipients, user)
  switch (found.kind) {
    case 'mailbox':
      return tell(mailboxFacts(deployment, found.mailbox, exchange), request.settings)
    case 'redirect':
      return refusedSubject({ code: 'RedirectAddress' }, found.address)
    case 'unknown':
    case 'malformed':
      return refusedSubject({ code: 'InvalidUser', text: `Invalid user: '${user}'` })
  }
}

function tell(facts: MailboxFacts, names: readonly string[]): SubjectResponse {
  const settings: NamedSetting[] = []
  const errors: SettingError[] = []
  for (const name of names) {
    const value = isKnownSetting(facts, name) ? readSetting(facts, name) : undefined
    if (value !== undefined) settings.push({ name, value })
    else errors.push(missing(facts, name))
  }
  return { code: 'NoError', errors, settings }
}

/** A name that nobody knows, or one for which there is no value here. */
function missing(facts: MailboxFacts, setting: string): SettingError {
  return { code: isKnownSetting(facts, setting) ? 'SettingIsNotAvailable' : 'InvalidSetting', setting }
}
