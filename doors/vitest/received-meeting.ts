import type { Scheduled, SeenMeeting } from '../../clients/index.js'
import type { JournalEntry, LabPerson } from '../../simulators/lab/index.js'
import { DoorError } from '../door-error.js'
import { eventually } from '../waiting/eventually.js'
import { journalLines } from './journal-lines.js'
import type { ExpectationResult, MatcherState } from './matcher.js'
import { patienceOf, seconds, type Within } from './patience.js'
import { shown } from './shown.js'

/** A meeting by its subject or UID, and whatever else must be true of it as the person sees it. */
export type ExpectedMeeting = Partial<SeenMeeting> & ({ readonly subject: string } | { readonly uid: string })

interface Finding {
  readonly seen: SeenMeeting | undefined
  /** The expected properties that are not so. */
  readonly wrong: readonly string[]
}

/** Whether somebody else's meeting has come into the person's calendar. */
export async function receivedMeeting(
  state: MatcherState,
  person: LabPerson,
  { expected, ...within }: Within & { readonly expected: ExpectedMeeting | Scheduled },
): Promise<ExpectationResult> {
  const wanted = wantedOf(expected)
  const withinMs = patienceOf(state, person.lab, within)
  const finding = await eventually(
    () => look(state, person, wanted),
    (found) => hasCome(person, found),
    { lab: person.lab, withinMs, news: isCalendarWrite },
  )
  const pass = hasCome(person, finding)
  return {
    pass,
    message: () => {
      const what = `${person.mail} ${pass ? 'should not' : 'should'} have received ${shown(wanted)}`
      const writes = person.lab.journal.entries(0, isCalendarWrite)
      return `${what}, but ${whyNot(person, finding, withinMs)}.\n\nWhat was written to calendars:\n${journalLines(writes)}`
    },
  }
}

/** A scheduled meeting stands for its copy in the calendar of whoever was invited. */
function wantedOf(expected: ExpectedMeeting | Scheduled): Partial<SeenMeeting> {
  const { subject, uid } = expected
  if ('itemId' in expected && !('body' in expected)) return { uid: String(uid) }
  if (typeof subject === 'string' || typeof uid === 'string') return expected
  throw new DoorError(
    'MATCHER_EXPECTED',
    'toHaveReceived needs the subject or the uid of the meeting, or the meeting itself: toHaveReceived({ subject: "Planning" }).',
  )
}

async function look(state: MatcherState, person: LabPerson, wanted: Partial<SeenMeeting>): Promise<Finding> {
  const seen = await person.sees(wanted.uid ?? wanted.subject ?? '')
  if (seen === undefined) return { seen, wrong: [] }
  const names = Object.keys(wanted) as (keyof SeenMeeting)[]
  const wrong = names.filter((name) => !state.equals(seen[name], wanted[name], state.customTesters))
  return {
    seen,
    wrong: wrong.map(
      (name) =>
        `${name}: expected ${state.utils.stringify(wanted[name])}, saw ${state.utils.stringify(seen[name])}`,
    ),
  }
}

function hasCome({ mail }: LabPerson, { seen, wrong }: Finding): boolean {
  return seen !== undefined && seen.organizer !== mail && wrong.length === 0
}

function whyNot(person: LabPerson, { seen, wrong }: Finding, withinMs: number): string {
  const waited = `after ${seconds(withinMs)}`
  if (seen === undefined) return `${waited} it is not in ${person.alias}'s calendar`
  if (seen.organizer === person.mail) return `it is ${person.alias}'s own meeting: nobody sent it`
  return wrong.length === 0
    ? `it came from ${seen.organizer}`
    : `${waited} it differs in ${wrong.join(' and in ')}`
}

const WRITES: ReadonlySet<string> = new Set([
  'CreateItem',
  'UpdateItem',
  'DeleteItem',
  'MoveItem',
  'SendItem',
])

function isCalendarWrite({ protocol, operation }: JournalEntry): boolean {
  return protocol === 'ews' && WRITES.has(operation)
}
