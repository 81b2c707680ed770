import { expect, it } from 'vitest'
import {
  createIds,
  createManualClock,
  createRandom,
  faulted,
  Faults,
  FIXED_EPOCH,
  instant,
  Journal,
  journaled,
  pipeline,
  type Journaled,
  type ProtocolFault,
  type Step,
} from '../index.js'

interface Call extends Journaled {
  readonly said: string[]
}

const say =
  (word: string): Step<Call> =>
  async (call, next) => {
    call.said.push(word)
    await next()
    call.said.push(`${word}.`)
  }

function createCall() {
  const clock = createManualClock()
  const journal = new Journal({ clock })
  const faults = new Faults(createIds(createRandom(1)))
  const call = { said: [] } as unknown as Call
  const entry = () => ({ kind: 'call', protocol: 'ews', via: 'main', connection: 'c' }) as const
  const fault = (strike: (call: Call, fault: ProtocolFault) => void) =>
    faulted<Call>({
      faults,
      clock,
      stage: 'before',
      subject: () => ({ protocol: 'ews', via: 'main' }),
      strike,
    })
  return { clock, journal, faults, call, open: journaled<Call>(journal, entry), fault }
}

it('runs the steps in the order of the list, each around those that follow', async () => {
  const { call } = createCall()

  await pipeline([say('a'), say('b'), say('c')])(call)

  expect(call.said).toEqual(['a', 'b', 'c', 'c.', 'b.', 'a.'])
})

it('closes the journal entry also when a step fails', async () => {
  const { call, journal, open } = createCall()
  const failing: Step<Call> = () => Promise.reject(new TypeError('broken'))

  await expect(pipeline([open, failing])(call)).rejects.toThrow('broken')

  expect(journal.get(1)?.closedAt).not.toBeNull()
})

it('stops at a fault, which the protocol carries out, and names the rule in the journal', async () => {
  const { call, journal, faults, open, fault } = createCall()
  const { id } = faults.add({ match: { protocol: 'ews' }, act: { kind: 'error', code: 'ErrorServerBusy' } })
  const struck: ProtocolFault[] = []

  await pipeline([open, fault((_call, act) => struck.push(act)), say('handled')])(call)

  expect(struck).toEqual([{ kind: 'error', code: 'ErrorServerBusy' }])
  expect(call.said).toEqual([])
  expect(journal.get(1)?.faults).toEqual([id])
})

it('delays in lab time and goes on', async () => {
  const { call, clock, faults, open, fault } = createCall()
  faults.add({ match: {}, act: { kind: 'delay', ms: 200 } })

  const running = pipeline([open, fault(() => undefined), say('handled')])(call)
  await clock.advanceTo(instant(FIXED_EPOCH + 199))
  const before = [...call.said]
  await clock.advanceTo(instant(FIXED_EPOCH + 200))
  await running

  expect(before).toEqual([])
  expect(call.said).toEqual(['handled', 'handled.'])
})
