import { z } from 'zod'

import { ConformanceError } from '../conformance-error.js'
import { requestText } from '../drivers/http-text.js'

const rooms = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) })
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

export interface SpacesOptions {
  /** `https://…/v1` */
  readonly api: string
  readonly token: string
  readonly ca: string
}

/** The spaces with that title that the owner of the token is a member of. */
export async function spacesTitled(title: string, options: SpacesOptions): Promise<readonly Space[]> {
  const all = rooms.parse(await get('/rooms?max=1000', options))
  return Promise.all(all.items.filter((room) => room.title === title).map((room) => describe(room, options)))
}

async function describe(room: { id: string; title: string }, options: SpacesOptions): Promise<Space> {
  const members = memberships.parse(
    await get(`/memberships?max=1000&roomId=${encodeURIComponent(room.id)}`, options),
  )
  const info = meetingInfo.parse(await get(`/rooms/${encodeURIComponent(room.id)}/meetingInfo`, options))
  return {
    title: room.title,
    members: members.items.map((member) => member.personEmail.toLowerCase()).toSorted(),
    meetingLink: info.meetingLink,
    sipAddress: info.sipAddress,
  }
}

async function get(path: string, { api, token, ca }: SpacesOptions): Promise<unknown> {
  const answer = await requestText({
    method: 'GET',
    url: api + path,
    headers: { authorization: `Bearer ${token}` },
    ca,
  })
  if (answer.status === 200) return JSON.parse(answer.body)
  const what = `GET ${path.split('?')[0]} answered ${answer.status}`
  throw new ConformanceError(
    'OBSERVATION',
    `${what} to a person's own token. Is the public API of this Webex up?`,
  )
}
