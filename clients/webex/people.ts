import { z } from 'zod'

import type { WebexSession } from './webex-session.js'

const person = z.looseObject({
  id: z.string(),
  emails: z.array(z.string()),
  displayName: z.string(),
})
const people = z.looseObject({ items: z.array(person) })
const membership = z.looseObject({
  personId: z.string(),
  personEmail: z.string(),
  personDisplayName: z.string(),
})
const members = z.looseObject({ items: z.array(membership) })
const space = z.looseObject({ id: z.string(), title: z.string() })
const spaces = z.looseObject({ items: z.array(space) })
const composition = z.looseObject({ subject: z.string(), status: z.string() })
const compositions = z.looseObject({ statusList: z.array(composition) })

/** Somebody as Webex knows them. `id` is the UUID. */
export interface WebexPerson {
  readonly id: string
  readonly mail: string
  readonly name: string
}

export interface Space {
  /** The public id. */
  readonly id: string
  readonly title: string
}

/** @source webex.md 11: not more subjects in one call */
const MOST_SUBJECTS = 50
/** The largest page of a list, and more than the people of any space here. */
const MOST = 1000

export async function me(session: WebexSession): Promise<WebexPerson> {
  return toPerson(person.parse(await get(session, '/people/me')))
}

/** The people whose name begins so, at least three letters of it. @source webex.md 6 */
export async function findPeople(session: WebexSession, name: string): Promise<readonly WebexPerson[]> {
  const query = new URLSearchParams({ displayName: name })
  return people.parse(await get(session, `/people?${query.toString()}`)).items.map(toPerson)
}

export async function personByMail(session: WebexSession, mail: string): Promise<WebexPerson | undefined> {
  const query = new URLSearchParams({ email: mail })
  return people.parse(await get(session, `/people?${query.toString()}`)).items.map(toPerson)[0]
}

/** The spaces that the person is in. */
export async function listSpaces(session: WebexSession): Promise<readonly Space[]> {
  return spaces.parse(await get(session, `/rooms?max=${MOST}`)).items
}

/** The people of a space, by its public id. */
export async function listMembers(session: WebexSession, spaceId: string): Promise<readonly WebexPerson[]> {
  const query = new URLSearchParams({ roomId: spaceId, max: String(MOST) })
  return members
    .parse(await get(session, `/memberships?${query.toString()}`))
    .items.map(({ personId, personEmail, personDisplayName }) => ({
      id: uuidOf(personId),
      mail: personEmail,
      name: personDisplayName,
    }))
}

/** The presence of people by UUID; who is not of one's own organization is not in it. @source webex.md 11 */
export async function presenceOf(
  session: WebexSession,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { presence } = await session.services()
  const pages = Array.from({ length: Math.ceil(ids.length / MOST_SUBJECTS) }, (_, page) =>
    ids.slice(page * MOST_SUBJECTS, (page + 1) * MOST_SUBJECTS),
  )
  const answers = await Promise.all(
    pages.map((subjects) =>
      session.call({ method: 'POST', url: `${presence}/compositions`, json: { subjects } }),
    ),
  )
  const list = answers.flatMap((answer) => compositions.parse(answer).statusList)
  return new Map(list.map(({ subject, status }) => [subject, status]))
}

async function get(session: WebexSession, path: string): Promise<unknown> {
  const { hydra } = await session.services()
  return session.call({ method: 'GET', url: `${hydra}${path}` })
}

function toPerson({ id, emails, displayName }: z.infer<typeof person>): WebexPerson {
  return { id: uuidOf(id), mail: emails[0] ?? '', name: displayName }
}

/** The UUID at the end of a public id. @source webex.md 2 */
function uuidOf(publicId: string): string {
  return Buffer.from(publicId, 'base64').toString('utf8').split('/').at(-1) ?? ''
}
