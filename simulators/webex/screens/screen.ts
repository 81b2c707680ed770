import type { WebexClient } from '../../../clients/index.js'
import { LabError } from '../../core/index.js'
import { joinTimesInApp } from './join-button.js'
import { type ListedMeeting, listMeetings } from './meetings-list.js'
import { type PersonCard, cardsOf } from './person-card.js'

/** What stands in the Webex app of one person now, each time asked of the cloud and opened with that person's keys. */
export interface Screen {
  readonly mail: string
  /** The meetings list. @source hybrid-calendar.md HC-161, HC-162 */
  meetings(): Promise<readonly ListedMeeting[]>
  /** The line of that subject. */
  meeting(subject: string): Promise<ListedMeeting | undefined>
  /** What a search for the beginning of a name finds: at least three letters. */
  search(name: string): Promise<readonly PersonCard[]>
  /** Who is offered when `@` and the beginning of a name are typed in a space. */
  mentions(space: string, name: string): Promise<readonly PersonCard[]>
  /** The people of a space, by its title or id. */
  roster(space: string): Promise<readonly PersonCard[]>
  /** The head of the space with one person. */
  person(mail: string): Promise<PersonCard | undefined>
  /** Opens a text with this person's keys; rejects for a key that the person does not get. */
  decrypt(keyUri: string, jwe: string): Promise<string>
}

export interface ScreenOptions {
  readonly mail: string
  readonly client: WebexClient
  readonly now: () => number
}

/** Out of office is shown in mentions, the people space, search and the roster. @source hybrid-calendar.md HC-180 */
export function createScreen({ mail, client, now }: ScreenOptions): Screen {
  const meetings = () => listMeetings({ client, now, joinTimes: joinTimesInApp, isShown: isInList })
  const roster = async (space: string) => cardsOf(client, await membersOf(client, space))

  return {
    mail,
    meetings,
    roster,
    meeting: async (subject) => (await meetings()).find(({ texts }) => texts?.subject === subject),
    search: async (name) => cardsOf(client, await client.findPeople(name)),
    mentions: async (space, name) => (await roster(space)).filter((card) => isNamed(card, name)),
    async person(address) {
      const found = await client.personByMail(address)
      return found === undefined ? undefined : (await cardsOf(client, [found]))[0]
    },
    decrypt: (keyUri, jwe) => client.decrypt(keyUri, jwe),
  }
}

/** Who declines and says so does not see the meeting any more. @inferred from hybrid-calendar.md HC-169, of replies that were not sent */
function isInList(response: string | null): boolean {
  return response !== 'DECLINED'
}

async function membersOf(client: WebexClient, space: string) {
  const found = (await client.spaces()).find(({ id, title }) => id === space || title === space)
  if (found !== undefined) return client.members(found.id)
  throw new LabError('SPACE_UNKNOWN', {
    message: `This person is in no space "${space}".`,
    hint: 'Name a space by its title or its public id.',
  })
}

function isNamed({ name }: PersonCard, start: string): boolean {
  const words = [name, ...name.split(' ')].map((word) => word.toLowerCase())
  return words.some((word) => word.startsWith(start.toLowerCase()))
}
