import type { JournalEntry, LabView } from '../../simulators/lab/index.js'
import { eventually } from '../waiting/eventually.js'
import { journalLines } from './journal-lines.js'
import type { ExpectationResult, MatcherState } from './matcher.js'
import { patienceOf, seconds, type Within } from './patience.js'
import { shown } from './shown.js'

type Field = 'protocol' | 'operation' | 'principal' | 'target' | 'via' | 'outcome'

/** What was said to the lab, as the journal has it. Names are compared whatever the case of their letters. */
export interface ExpectedInteraction extends Partial<Readonly<Record<Field, string>>> {
  /** What the request's text contains. */
  readonly request?: string | RegExp
  /** Exactly how often. Default: at least once. */
  readonly times?: number
}

/** The lab, and by which endpoint sets what is looked for came; undefined for all. */
export interface Listening {
  readonly lab: LabView
  readonly who: string
  readonly endpointSets?: readonly string[]
}

/** Whether the lab has been asked something, by whomever or by a connector's own ways. */
export async function receivedInteraction(
  state: MatcherState,
  { lab, who, endpointSets }: Listening,
  { expected, ...within }: Within & { readonly expected: ExpectedInteraction },
): Promise<ExpectationResult> {
  const { times, ...wanted } = expected
  const isHeard = (entry: JournalEntry) => endpointSets === undefined || endpointSets.includes(entry.via)
  const isWanted = (entry: JournalEntry) => isHeard(entry) && mismatches(entry, wanted).length === 0
  const withinMs = patienceOf(times === 0 ? { ...state, isNot: true } : state, lab, within)
  const found = await eventually(
    () => Promise.resolve([...lab.journal.entries(0, isWanted)]),
    ({ length }) => (times === undefined ? length > 0 : length > times || (length === times && times > 0)),
    { lab, withinMs, news: isWanted },
  )
  const pass = times === undefined ? found.length > 0 : found.length === times
  return {
    pass,
    message: () => {
      const often = times === undefined ? '' : ` exactly ${counted(times)}`
      const what = `${who} ${pass ? 'should not' : 'should'} have received ${shown(wanted)}${often}`
      const got =
        found.length === 0 ? `in ${seconds(withinMs)} it never did` : `it did so ${counted(found.length)}`
      return `${what}, but ${got}.\n\n${evidence(found)}`
    },
  }

  function evidence(entries: readonly JournalEntry[]): string {
    if (entries.length > 0) return `Received:\n${journalLines(entries)}`
    const heard = [...lab.journal.entries(0, isHeard)]
    const fewest = Math.min(...heard.map((entry) => mismatches(entry, wanted).length))
    const near = heard.filter((entry) => mismatches(entry, wanted).length === fewest)
    return `What came nearest:\n${journalLines(near)}`
  }
}

/** The wanted properties that an entry does not have. What goes out on a stream is nothing that was received. */
function mismatches(
  entry: JournalEntry,
  { request, ...fields }: Omit<ExpectedInteraction, 'times'>,
): readonly string[] {
  const wrong = Object.entries(fields).flatMap(([name, value]) =>
    entry[name as Field]?.toLowerCase() === value.toLowerCase() ? [] : [name],
  )
  const text = entry.request ?? ''
  const isSaid =
    request === undefined || (typeof request === 'string' ? text.includes(request) : request.test(text))
  return [...wrong, ...(isSaid ? [] : ['request']), ...(entry.kind === 'message' ? ['kind'] : [])]
}

function counted(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}
