import type { EntryMatch, LabView } from '../../simulators/lab/index.js'

export interface Patience {
  readonly lab: LabView
  /** Milliseconds of lab time: real ones unless the lab's clock is manual or scaled. */
  readonly withinMs: number
  /** What in the journal can have changed the answer. Asking must not match, or it would be asked again for ever. */
  readonly news: EntryMatch
}

/** How far a manual clock is moved before the question is put again. */
const STEP_MS = 1_000

/**
 * Asks until the answer is good or lab time is up, and gives the last answer. Between two questions a manual clock is
 * moved; on any other, the journal is waited for. Nobody sleeps.
 */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isGood: (answer: Answer) => boolean,
  { lab, withinMs, news }: Patience,
): Promise<Answer> {
  const end = lab.clock.now() + withinMs
  const stop = new AbortController()
  using _deadline = lab.clock.kind === 'manual' ? undefined : lab.clock.schedule(withinMs, () => stop.abort())
  for (;;) {
    const after = lab.journal.cursor
    const answer = await ask()
    const isOver = stop.signal.aborted || lab.clock.now() >= end
    if (isOver || isGood(answer)) return answer
    if (lab.clock.kind === 'manual') await lab.advance(Math.min(STEP_MS, end - lab.clock.now()))
    else await nextEntry(lab, { news, after, signal: stop.signal })
  }
}

/** Returns with the next piece of news, or when the time is up: the caller looks at what there is. */
async function nextEntry(
  { journal }: LabView,
  { news, ...options }: { readonly news: EntryMatch; readonly after: number; readonly signal: AbortSignal },
): Promise<void> {
  await journal.waitFor(news, options).catch((error: unknown) => {
    if (!options.signal.aborted) throw error
  })
}
