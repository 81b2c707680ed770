import { connectEws, findCalendarItems, getCalendarItems, type CalendarItem } from '../../clients/index.js'
import { people } from '../../simulators/webex/records/people.js'
import { calendarMeetings, type CalendarMeeting } from '../../simulators/webex/records/meetings.js'
import { nodes } from '../../simulators/webex/records/fleet.js'
import { assignments, userStatuses } from '../../simulators/webex/records/service-users.js'
import { memberships, rooms, type Room } from '../../simulators/webex/records/spaces.js'
import { accessOf } from '../support/lab.js'
import { PEOPLE, type Alias, type Office } from './office.js'

const DAY_MS = 86_400_000
const PROPERTIES = ['TMS:ExternalConferenceData']

/** All that people can find afterwards, without what is made up anew in each run. */
export interface FinalState {
  readonly calendars: Readonly<Record<string, readonly object[]>>
  readonly spaces: readonly object[]
  readonly published: readonly object[]
  /** How each user is served: by how many nodes, and in which state. */
  readonly users: Readonly<Record<string, object>>
  readonly alarms: readonly string[]
}

/** `ignoredSpaces` are titles of spaces that may or may not be there: their meetings were called off. */
export async function readFinalState(
  office: Office,
  ignoredSpaces: ReadonlySet<string>,
): Promise<FinalState> {
  const normalize = normalizer(office)
  const organizers = new Map<string, CalendarItem>()
  const calendars: Record<string, object[]> = {}
  for (const alias of PEOPLE) {
    const items = await readCalendar(office, alias)
    for (const item of items) {
      if (item.organizer === office.mailOf(alias)) organizers.set(item.itemId, item)
    }
    calendars[alias] = items.map((item) => normalize(visible(item)) as object).sort(bySubject)
  }
  return {
    calendars,
    spaces: readSpaces(office).filter(({ title }) => !ignoredSpaces.has(title)),
    published: await readPublished(office, { organizers, normalize }),
    users: readUsers(office),
    alarms: [...office.lab.core.world.all(nodes)].flatMap(({ record }) =>
      record.connectors.flatMap((connector) =>
        connector.alarms.map(({ number, title }) => `${number} ${title}`),
      ),
    ),
  }
}

/** What is not made up anew. Whether a meeting was decorated before it was called off is a matter of minutes. */
function visible({ itemId: _id, changeKey: _key, uid: _uid, ...seen }: CalendarItem): object {
  if (!seen.isCancelled) return seen
  const { body: _body, extendedProperties: _properties, ...rest } = seen
  return rest
}

async function readCalendar({ lab, begin }: Office, alias: Alias): Promise<readonly CalendarItem[]> {
  await using ews = connectEws(accessOf(lab, alias))
  const rows = await findCalendarItems(ews, { from: begin - DAY_MS, to: begin + 60 * DAY_MS })
  return rows.length === 0 ? [] : getCalendarItems(ews, rows, PROPERTIES)
}

/** Numbers and addresses of spaces are made up: the text gets the title instead. */
function normalizer(office: Office): (value: unknown) => unknown {
  const made = [...office.lab.core.world.all(rooms)].flatMap(({ record }) => {
    const name = `{${record.type} ${membersOf(office, record).join(' ')} ${record.title}}`
    return [record.meeting.id, record.meeting.number].map((text) => [text, name] as const)
  })
  const replace = (text: string): string =>
    made.reduce((result, [random, name]) => result.replaceAll(random, name), text)
  return (value) => JSON.parse(replace(JSON.stringify(value))) as unknown
}

function membersOf({ lab }: Office, { id }: Room): readonly string[] {
  const { world } = lab.core
  return [...world.by(memberships, 'room', id)]
    .map(({ record }) => world.get(people, record.personId)?.email ?? record.personId)
    .sort()
}

function readSpaces(office: Office): readonly { readonly title: string; readonly type: string }[] {
  return [...office.lab.core.world.all(rooms)]
    .map(({ record }) => ({ title: record.title, type: record.type, members: membersOf(office, record) }))
    .sort((a, b) => (`${a.title} ${a.members.join()}` < `${b.title} ${b.members.join()}` ? -1 : 1))
}

interface Reading {
  /** Organizers' items by id. */
  readonly organizers: ReadonlyMap<string, CalendarItem>
  readonly normalize: (value: unknown) => unknown
}

/** What the cloud was given, opened with its own key; and whether it is the version that Exchange has. */
async function readPublished(office: Office, reading: Reading): Promise<readonly object[]> {
  const found = [...office.lab.core.world.all(calendarMeetings)].map(({ record }) => record)
  const read = await Promise.all(
    found.map(async (meeting) => {
      const item = reading.organizers.get(meeting.source.exchangeItemId ?? '')
      const { id, seriesId, encryptionKeyUrl, source, links, ...shown } = (await open(
        office,
        meeting,
      )) as Record<string, unknown>
      const isOfOneKind = [id, seriesId, encryptionKeyUrl, source].every((each) => each !== undefined)
      return {
        ...(reading.normalize(shown) as object),
        subject: item?.subject ?? 'a meeting that Exchange does not have',
        isCurrent: item?.changeKey === meeting.source.changeKey,
        isOfOneKind,
        hasLinks: links !== undefined,
      }
    }),
  )
  return read.sort(bySubject)
}

async function open({ lab }: Office, { objectJson }: CalendarMeeting): Promise<unknown> {
  const object = JSON.parse(objectJson) as { encryptionKeyUrl: string }
  const isJwe = (value: unknown): value is string =>
    typeof value === 'string' && /^eyJ[\w-]*\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/.test(value)
  const walk = async (value: unknown): Promise<unknown> => {
    if (isJwe(value)) return (await lab.decrypt(object.encryptionKeyUrl, [value]))[0]
    if (Array.isArray(value)) return Promise.all(value.map(walk))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(async ([name, each]) => [name, await walk(each)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }
  return walk(object)
}

function readUsers({ lab }: Office): Record<string, object> {
  const { world } = lab.core
  const seen = [...world.all(userStatuses)].map(({ record }) => {
    const mail = world.get(people, record.userId)?.email ?? record.userId
    const nodesOfUser = [...world.by(assignments, 'user', record.userId)].length
    return [
      mail,
      { state: record.state, nodes: nodesOfUser, messages: record.messages.map(({ key }) => key) },
    ] as const
  })
  return Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function bySubject(a: object, b: object): number {
  return JSON.stringify([subjectOf(a), a]) < JSON.stringify([subjectOf(b), b]) ? -1 : 1
}

function subjectOf(value: object): string {
  return 'subject' in value ? String(value.subject) : ''
}
