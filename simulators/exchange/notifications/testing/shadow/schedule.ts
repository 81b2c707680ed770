import { createRandom, instant, type ManualClock } from '../../../../core/index.js'
import { PASSWORD, startExchangeLab } from '../../../testing/exchange-lab.js'
import { OfficeDay } from './office-day.js'
import { Shadow } from './shadow.js'
import { connectCalendar } from './wire.js'

const MINUTE_MS = 60_000
const STEPS = 14

/** What became of one schedule. */
export interface Outcome {
  readonly seed: number
  /** What was done, in order. */
  readonly steps: readonly string[]
  /** How the copies differ from the truth, and what contradicted itself; empty when all is well. */
  readonly faults: readonly string[]
  readonly gaps: number
}

/** A lab in which one schedule after the other is played, each from the same beginning. */
export async function createScheduleLab() {
  const lab = await startExchangeLab({ servers: 2, schemes: ['Basic'], observe: () => undefined })
  const url = `${lab.endpoints.origins.exchangeHttp}/EWS/Exchange.asmx`
  const start = lab.core.world.snapshot()

  return {
    async play(seed: number): Promise<Outcome> {
      lab.core.world.restore(start)
      await lab.exchange.restart()
      await using alice = connectCalendar(url, 'alice@ent-pa.example', PASSWORD)
      await using bob = connectCalendar(url, 'bob@ent-pa.example', PASSWORD)
      return play(seed, { lab, alice, bob })
    },
    mistakes: lab.mistakes,
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

type Lab = Awaited<ReturnType<typeof startExchangeLab>>
type Wire = ReturnType<typeof connectCalendar>

async function play(
  seed: number,
  { lab, alice, bob }: { readonly lab: Lab; readonly alice: Wire; readonly bob: Wire },
): Promise<Outcome> {
  const random = createRandom(`schedule/${seed}`)
  const wait = (ms: number) => passTime(lab.clock, ms)
  const shadow = new Shadow(alice, wait)
  const day = new OfficeDay({ alice, bob }, random)
  const faults: string[] = []
  const steps: string[] = []

  async function compare(): Promise<void> {
    const { truth, ...copies } = await shadow.copies(1 + random.integer(4))
    for (const [name, copy] of Object.entries(copies)) {
      if (!isSame(truth, copy)) faults.push(`${name} after ${steps.join(', ')}`)
    }
    faults.push(...shadow.synced.contradictions.splice(0).map((what) => `${what} after ${steps.join(', ')}`))
  }

  /** How often each thing happens, and what it is. */
  const happenings: readonly (readonly [weight: number, name: string, happen: () => unknown])[] = [
    [40, 'edit', () => day.act()],
    [8, 'edit twice', () => Promise.all([day.act(), day.act()])],
    [8, 'disconnect', () => shadow.disconnect()],
    [8, 'disconnect and edit', () => (shadow.disconnect(), day.act())],
    [8, 'connect', () => shadow.connect()],
    [4, 'connect and edit', () => Promise.all([shadow.connect(), day.act()])],
    [4, 'half an hour', () => wait(31 * MINUTE_MS)],
    [3, 'restart', () => lab.exchange.restart()],
    [3, 'fail over', () => failOver(lab)],
    [3, 'move', () => move(lab)],
    [3, 'restart one server', () => lab.exchange.serverControl.restart(random.pick(['EX01', 'EX02']))],
    [2, 'go back', () => shadow.synced.goBack((count) => random.integer(Math.max(count, 1)))],
    [1, 'restore', () => lab.core.world.restore(lab.core.world.snapshot())],
    [8, 'compare', compare],
  ]
  const total = happenings.reduce((sum, [weight]) => sum + weight, 0)

  await shadow.connect()
  for (let step = 0; step < STEPS; step++) {
    let drawn = random.integer(total)
    const [, name, happen] = happenings.find(([weight]) => (drawn -= weight) < 0) ?? happenings[0] ?? []
    steps.push(name ?? '')
    await happen?.()
  }
  await compare()
  shadow.disconnect()
  return { seed, steps, faults, gaps: shadow.gaps }
}

/** Activates another copy of Alice's database. */
function failOver(lab: Lab): void {
  lab.exchange.serverControl.failOver(lab.exchange.servers.homeOf(recipientOf(lab))?.name ?? '')
}

/** Moves Alice's mailbox to the other database, and waits for the end of it. */
async function move(lab: Lab): Promise<void> {
  const { moves, servers } = lab.exchange
  const recipient = recipientOf(lab)
  if (servers.moveRequest(recipient) !== undefined) moves.remove(recipient)
  moves.request({ recipient })
  await passTime(lab.clock, MINUTE_MS)
}

function recipientOf({ directory }: Lab): string {
  return directory.recipients.byAddress('alice@ent-pa.example')?.objectGuid ?? ''
}

async function passTime(clock: ManualClock, ms: number): Promise<void> {
  await clock.advanceTo(instant(clock.now() + ms))
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([id, shown]) => other.get(id) === shown)
}
