import type { Scheduled } from '../../clients/index.js'
import { createRandom } from '../../simulators/core/index.js'
import { drawDisturbances, type Disturbance } from './disturbances.js'
import { readFinalState, type FinalState } from './final-state.js'
import { NODES, openOffice, type Office } from './office.js'
import { drawScript, type Act } from './script.js'

export interface Play {
  /** The seed of the lab that it is played in. */
  readonly seed: number
  readonly acts: readonly Act[]
  readonly disturbances: readonly Disturbance[]
}

/** How many schedules of disturbances share what people do, and so the undisturbed run. */
const SCHEDULES_PER_SCRIPT = 4

/** The play of a seed: what people do, and what goes wrong meanwhile. */
export function drawPlay(seed: number): Play {
  const script = Math.floor((seed - 1) / SCHEDULES_PER_SCRIPT)
  return {
    seed: script,
    acts: drawScript(createRandom(`script ${script}`)),
    disturbances: drawDisturbances(createRandom(`disturbances ${seed}`)),
  }
}

/** Plays without disturbances, each script once. */
export function undisturbed(): (play: Play) => Promise<FinalState> {
  const known = new Map<number, Promise<FinalState>>()
  return (play) => {
    const state = known.get(play.seed) ?? perform({ ...play, disturbances: [] })
    known.set(play.seed, state)
    return state
  }
}

/** The schedule for people who look into a failure. */
export function describePlay({ acts, disturbances }: Play): string {
  const lines = [
    ...acts.map(({ at, what }) => [at, what] as const),
    ...disturbances.map(
      ({ at, until, what }) => [at, `!! ${what}, until ${(until / 1000).toFixed(1)} s`] as const,
    ),
  ]
  return lines
    .sort(([a], [b]) => a - b)
    .map(([at, what]) => `${(at / 1000).toFixed(1).padStart(6)} s  ${what}`)
    .join('\n')
}

/** Plays to the end, lets everything come to rest, and reads what is left. */
export async function perform({ seed, acts, disturbances }: Play): Promise<FinalState> {
  await using office = await openOffice(seed)
  const calendar = new Map<string, Scheduled>()
  const moments = [
    ...acts.map(({ at, run }) => ({ at, run: () => run(office, calendar) })),
    ...disturbances.map(({ at, begin }) => ({ at, run: async () => begin(office) })),
    ...disturbances.map(({ until, end }) => ({ at: until, run: async () => end(office) })),
  ].sort((a, b) => a.at - b.at)
  for (const { at, run } of moments) {
    await office.lab.advance(Math.max(0, office.begin + at - office.lab.clock.now()))
    await run()
  }
  for (const node of NODES) if (!office.isUp(node)) await office.start(node)
  await rest(office, disturbances.length === 0 ? CALM_MS : QUIET_MS)
  const ignored = acts.flatMap(({ what }) => /cancels "(.+)"/.exec(what)?.[1] ?? [])
  return await readFinalState(office, new Set(ignored))
}

const LOOK_MS = 30_000
/** Longer than anything waits before it is tried again. */
const QUIET_MS = 150_000
/** Enough where nothing went wrong. */
const CALM_MS = 40_000
const LONGEST_REST_MS = 30 * 60_000
/** Steps that tell of no work. */
const QUIET_STEPS: ReadonlySet<string> = new Set(['streaming'])

async function rest({ lab, steps }: Office, quietMs: number): Promise<void> {
  const limit = lab.clock.now() + LONGEST_REST_MS
  const lastWork = (): number => steps.filter(({ event }) => !QUIET_STEPS.has(event)).at(-1)?.at ?? 0
  do await lab.advance(LOOK_MS)
  while (lab.clock.now() - lastWork() < quietMs && lab.clock.now() < limit)
}
