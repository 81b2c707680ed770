import { ConformanceError } from '../conformance-error.js'
import { requestText } from '../drivers/http-text.js'
import type { PublicApi } from './public-api.js'

/**
 * Asks the calendar service as a person's Webex app does, and returns what it answers. Texts in the body are JWE under a
 * key that the person may use. @source webex.md 10
 */
export async function askCalendarService(
  operation: 'freebusy' | 'calendarEvents/sync',
  body: object,
  { api, token, ca }: PublicApi,
): Promise<unknown> {
  const answer = await requestText({
    method: 'POST',
    url: `${new URL(api).origin}/calendar/api/v1/${operation}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ca,
  })
  if (answer.status < 500) return answer.body === '' ? {} : JSON.parse(answer.body)
  if (answer.status === 504) return {}
  throw new ConformanceError(
    'OBSERVATION',
    `The calendar service answered ${answer.status} to a person's app. Is this cloud up?`,
  )
}
