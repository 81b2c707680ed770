import { z } from 'zod'
import type { Fleet } from '../../ports/fleet.js'
import { formatInstant } from '../../time-and-chance/instants.js'

const joinDetails = z.looseObject({
  joinUrl: z.string(),
  sipUri: z.string(),
  meetingNumber: z.string().nullish(),
  dialIn: z.array(z.looseObject({ label: z.string(), number: z.string() })).default([]),
})

/** Asks the cloud for a space and how to join its meeting; the same meeting key gets the same space. @source webex.md 15.6 */
export function createSpaceDetails(
  post: (url: string, body: unknown) => Promise<unknown>,
  base: string,
): Fleet['spaceDetails'] {
  return async (request) => {
    const { keyword, meetingKey, subject, encryptionKeyUrl, attendees } = request
    const answer = joinDetails.parse(
      await post(`${base}/join-details`, {
        organizerEmail: request.organizer,
        keyword,
        modifier: 'space',
        meetingKey,
        subject,
        encryptionKeyUrl,
        start: formatInstant(request.start),
        end: formatInstant(request.end),
        timeZone: request.timeZone === '' ? 'UTC' : request.timeZone,
        attendees,
      }),
    )
    return {
      kind: 'space',
      joinUrl: answer.joinUrl,
      sipAddress: answer.sipUri.replace(/^sips?:/, ''),
      meetingNumber: answer.meetingNumber ?? '',
      dialIn: answer.dialIn.map(({ label, number }) => ({ label, number })),
    }
  }
}
