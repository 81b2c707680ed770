import { z } from 'zod'

import { type PublicApi, getResource } from './public-api.js'

const people = z.object({ items: z.array(z.object({ status: z.string().optional() })) })

/** What others see of a person: `OutOfOffice`, `active` …; undefined for somebody Webex does not know. @source webex.md 6, 11 */
export async function presenceOf(mail: string, asSeenBy: PublicApi): Promise<string | undefined> {
  const found = people.parse(await getResource(`/people?email=${encodeURIComponent(mail)}`, asSeenBy))
  return found.items[0]?.status
}
