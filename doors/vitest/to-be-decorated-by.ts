import type { ExpectationResult, MatcherState } from './matcher.js'
import type { SeenMeeting } from '../../clients/index.js'
import type { JournalEntry, LabMeeting } from '../../simulators/lab/index.js'
import type { Connector } from '../connector/connector.js'
import { DoorError } from '../door-error.js'
import { eventually } from '../waiting/eventually.js'
import { journalLines } from './journal-lines.js'
import { patienceOf, seconds, type Within } from './patience.js'

/** What the organizer sees, and who wrote it. */
interface Finding {
  readonly seen: SeenMeeting | undefined
  readonly ours: readonly JournalEntry[]
  readonly others: readonly JournalEntry[]
}

/**
 * Waits until the organizer's item carries join details, then looks into the journal for whose they are: the
 * connector's account, impersonating the organizer, by way of the connector's own endpoint sets.
 */
export async function toBeDecoratedBy(
  this: MatcherState,
  meeting: unknown,
  ...[connector, within = {}]: [connector: Connector, within?: Within]
): Promise<ExpectationResult> {
  requireMeeting(meeting)
  const { lab, mail } = meeting.organizer
  const withinMs = patienceOf(this, lab, within)
  const isUpdate = (entry: JournalEntry) => entry.operation === 'UpdateItem' && entry.target === mail
  const finding = await eventually(
    () => look(meeting, connector),
    ({ seen, ours }) => isDecorated(seen) && ours.length > 0,
    { lab, withinMs, news: isUpdate },
  )
  const pass = isDecorated(finding.seen) && finding.ours.length > 0 && finding.others.length === 0
  return {
    pass,
    message: () => {
      const should = `"${meeting.subject}", organized by ${mail}, ${pass ? 'should not' : 'should'} have been decorated by ${describe(meeting, connector)}`
      return `${should}, but ${pass ? 'it was' : whyNot(finding, withinMs)}.\n\n${evidence(meeting, finding)}`
    },
  }
}

function requireMeeting(meeting: unknown): asserts meeting is LabMeeting {
  if (typeof meeting === 'object' && meeting !== null && 'organizer' in meeting && 'itemId' in meeting) return
  throw new DoorError(
    'MATCHER_SUBJECT',
    'toBeDecoratedBy looks at a meeting of one of lab.people: expect(await people.alice.schedules({ … })). A promise must be awaited.',
  )
}

async function look(meeting: LabMeeting, connector: Connector): Promise<Finding> {
  const { organizer, itemId, uid, since } = meeting
  const { journal } = organizer.lab
  const seen = await organizer.sees(uid)
  const writes = journal.entries(
    since,
    (entry) =>
      entry.operation === 'UpdateItem' &&
      entry.outcome === 'NoError' &&
      entry.target === organizer.mail &&
      entry.principal !== organizer.account &&
      entry.request?.includes(itemId) === true,
  )
  const ours: JournalEntry[] = []
  const others: JournalEntry[] = []
  for (const entry of writes) {
    const isOurs =
      entry.principal === accountOf(meeting, connector) && connector.endpointSets.includes(entry.via)
    ;(isOurs ? ours : others).push(entry)
  }
  return { seen, ours, others }
}

/** Join details are a link in the text, or the property that puts a button on the device in the room. */
function isDecorated(seen: SeenMeeting | undefined): boolean {
  if (seen === undefined) return false
  return conferenceData(seen) !== '' || /https:\/\//.test(seen.body.content)
}

function conferenceData(seen: SeenMeeting): string {
  return seen.extendedProperties['TMS:ExternalConferenceData'] ?? ''
}

function accountOf({ organizer }: LabMeeting, { account }: Connector): string {
  return account ?? organizer.lab.ready.serviceAccount.down
}

function describe(meeting: LabMeeting, connector: Connector): string {
  const { name = 'the connector', endpointSets } = connector
  return `${name} (${accountOf(meeting, connector)}, by way of ${endpointSets.join(' or ')})`
}

function whyNot({ seen, ours, others }: Finding, withinMs: number): string {
  const waited = `after ${seconds(withinMs)}`
  if (seen === undefined) return `${waited} it is no longer in the organizer's calendar`
  if (!isDecorated(seen)) return `${waited} it was not`
  if (others.length === 0) return 'it carries join details that no connector wrote'
  return ours.length === 0 ? 'somebody else decorated it' : 'somebody else wrote to it as well'
}

function evidence(meeting: LabMeeting, { seen, ours, others }: Finding): string {
  const { alias, mail, lab } = meeting.organizer
  const about = lab.journal.entries(
    meeting.since,
    ({ target, operation, kind }) => target === mail && kind !== 'message' && !READS.has(operation),
  )
  return [
    `In ${alias}'s calendar:`,
    ...(seen === undefined ? ['  nothing'] : describeSeen(seen)),
    '',
    'Writes to it by others than the organizer:',
    journalLines([...ours, ...others].sort((one, other) => one.id - other.id)),
    '',
    `The journal about ${mail} since it was scheduled, reading left out:`,
    journalLines(about),
  ].join('\n')
}

const READS: ReadonlySet<string> = new Set(['GetItem', 'FindItem', 'GetFolder', 'FindFolder', ''])

function describeSeen(seen: SeenMeeting): readonly string[] {
  const { location, body } = seen
  const text = body.content
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const short = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return [
    `  Location                    ${location === '' ? '(empty)' : location}`,
    `  Body (${body.type})${' '.repeat(21 - body.type.length)}${short === '' ? '(empty)' : short}`,
    `  TMS:ExternalConferenceData  ${conferenceData(seen) || '(not set)'}`,
  ]
}
