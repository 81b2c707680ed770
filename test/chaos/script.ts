import type { Schedule, Scheduled } from '../../clients/index.js'
import type { Random } from '../../simulators/core/index.js'
import { PEOPLE, type Alias, type Office } from './office.js'

/** What somebody does at a moment of lab time, counted from the beginning of the play. */
export interface Act {
  readonly at: number
  readonly what: string
  readonly run: (office: Office, calendar: Map<string, Scheduled>) => Promise<void>
}

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MEETINGS = 6
/** The last meeting is scheduled before this time. */
const SCHEDULING_MS = 150 * SECOND_MS
const FOLLOW_UPS = 3

interface KeywordUse {
  readonly keyword: string
  readonly isLater: boolean
}

/** The keyword of a meeting, and whether it is there from the beginning. */
const KEYWORDS: readonly [KeywordUse, ...KeywordUse[]] = [
  { keyword: '@webex', isLater: false },
  { keyword: '@meet', isLater: false },
  { keyword: '@webex:space', isLater: false },
  { keyword: '@webex', isLater: true },
  { keyword: '@meet', isLater: true },
  { keyword: '', isLater: false },
]

const BODIES: readonly [NonNullable<Schedule['body']>, ...NonNullable<Schedule['body']>[]] = [
  'Agenda: what we have, what we need.',
  { type: 'HTML', content: '<html><body><p>Agenda: <b>all</b> of it.</p></body></html>' },
  '',
]

/** What people do in the office: drawn from the seed, the same with and without disturbances. */
export function drawScript(random: Random): readonly Act[] {
  return Array.from({ length: MEETINGS }, (_, number) =>
    drawMeeting(random.fork(`meeting ${number}`), number),
  )
    .flat()
    .sort((a, b) => a.at - b.at)
}

interface Plan {
  readonly subject: string
  readonly organizer: Alias
  readonly guests: readonly Alias[]
  readonly keyword: string
}

function drawMeeting(random: Random, number: number): readonly Act[] {
  const organizer = random.pick(PEOPLE)
  const others = PEOPLE.filter((alias) => alias !== organizer)
  const guests = others.slice(random.integer(others.length))
  const { keyword, isLater } = random.pick(KEYWORDS)
  const plan: Plan = { subject: `Meeting ${number}`, organizer, guests, keyword }
  const start = DAY_MS * (1 + random.integer(5)) + HOUR_MS * random.integer(8)
  const body = random.pick(BODIES)
  const at = random.integer(SCHEDULING_MS)

  const acts: Act[] = [
    {
      at,
      what: `${organizer} schedules "${plan.subject}" ${isLater ? 'without keyword' : keyword} with ${guests.join(', ')}`,
      run: async (office, calendar) => {
        const from = office.begin + start
        const form: Schedule = {
          subject: plan.subject,
          location: isLater || keyword === '' ? 'Room 5' : `Room 5; ${keyword}`,
          start: from,
          end: from + HOUR_MS / 2,
          body,
          invitees: guests.map((guest) => office.mailOf(guest)),
        }
        calendar.set(plan.subject, await office.as(organizer, (person) => person.schedules(form)))
      },
    },
  ]
  let time = at
  const later = (): number => (time += (5 + random.integer(60)) * SECOND_MS)
  if (isLater) acts.push(change(plan, later(), { location: `Room 5; ${keyword}` }))
  for (let step = random.integer(FOLLOW_UPS + 1); step > 0; step -= 1) {
    acts.push(drawFollowUp(plan, { at: later(), start, random }))
  }
  if (random.integer(5) === 0 && hasSpaceOfItsOwn(plan)) acts.push(cancel(plan, later()))
  return acts
}

/** Two people meet in a space that other meetings may have made: what a cancelled one adds to it cannot be told. */
function hasSpaceOfItsOwn({ keyword, guests }: Plan): boolean {
  return keyword === '@webex' || keyword === '' || guests.length > 1
}

function drawFollowUp(plan: Plan, { at, start, random }: { at: number; start: number; random: Random }): Act {
  const guest = plan.guests[random.integer(plan.guests.length)]
  switch (random.integer(3)) {
    case 0:
      return change(plan, at, { start: start + HOUR_MS * (1 + random.integer(3)) })
    case 1:
      return change(plan, at, { body: `${random.integer(1_000)} things to talk about.` })
    default:
      return answer(plan, at, { guest: guest ?? plan.organizer, random })
  }
}

function change(plan: Plan, at: number, changes: { start?: number; location?: string; body?: string }): Act {
  const { organizer, subject } = plan
  return {
    at,
    what: `${organizer} changes "${subject}": ${JSON.stringify(changes)}`,
    run: (office, calendar) =>
      office.as(organizer, async (person) => {
        const { start, ...rest } = changes
        const moved =
          start === undefined ? {} : { start: office.begin + start, end: office.begin + start + HOUR_MS / 2 }
        await person.changes(known(calendar, subject), { ...rest, ...moved })
      }),
  }
}

function answer(plan: Plan, at: number, { guest, random }: { guest: Alias; random: Random }): Act {
  // nobody declines: who does so before the decoration is invited anew by it, who does so after is not
  const word = random.pick(['accept', 'tentative'] as const)
  return {
    at,
    what: `${guest} answers "${plan.subject}": ${word}`,
    run: (office, calendar) =>
      office.as(guest, (person) => person.answers(known(calendar, plan.subject), word)),
  }
}

function cancel({ organizer, subject }: Plan, at: number): Act {
  return {
    at,
    what: `${organizer} cancels "${subject}"`,
    run: (office, calendar) => office.as(organizer, (person) => person.cancels(known(calendar, subject))),
  }
}

function known(calendar: ReadonlyMap<string, Scheduled>, subject: string): Scheduled {
  const meeting = calendar.get(subject)
  if (meeting === undefined) throw new TypeError(`Nobody has scheduled ${subject}.`)
  return meeting
}
