import { z } from 'zod'

import { type PublicApi, getResource } from './public-api.js'

const rooms = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string() })),
})
const memberships = z.object({ items: z.array(z.object({ personEmail: z.string() })) })
const meetingInfo = z.object({ meetingLink: z.string().optional(), sipAddress: z.string().optional() })

/** A space as one of its members sees it through the public API. @source webex.md 6 */
export interface Space {
  readonly title: string
  /** Lower case, sorted. */
  readonly members: readonly string[]
  readonly meetingLink: string | undefined
  readonly sipAddress: string | undefined
}

/** The spaces with that title that the owner of the token is a member of. */
export async function spacesTitled(title: string, options: PublicApi): Promise<readonly Space[]> {
  const all = rooms.parse(await getResource('/rooms?max=1000', options))
  return Promise.all(all.items.filter((room) => room.title === title).map((room) => describe(room, options)))
}

/** The spaces that the owner of the token and one other person have to themselves. */
export async function spacesForTwo(other: string, options: PublicApi): Promise<readonly Space[]> {
  const all = rooms.parse(await getResource('/rooms?type=direct&max=1000', options))
  const spaces = await Promise.all(all.items.map((room) => describe(room, options)))
  return spaces.filter(({ members }) => members.includes(other))
}

async function describe(room: { id: string; title: string }, options: PublicApi): Promise<Space> {
  const members = memberships.parse(
    await getResource(`/memberships?max=1000&roomId=${encodeURIComponent(room.id)}`, options),
  )
  const info = meetingInfo.parse(
    await getResource(`/rooms/${encodeURIComponent(room.id)}/meetingInfo`, options),
  )
  return {
    title: room.title,
    members: members.items.map((member) => member.personEmail.toLowerCase()).toSorted(),
    meetingLink: info.meetingLink,
    sipAddress: info.sipAddress,
  }
}
