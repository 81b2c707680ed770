import { expect, it } from 'vitest'
import { createManualClock, FIXED_EPOCH, instant, turn } from '../../core/index.js'
import type { Traffic } from '../../network/index.js'
import { LabTime } from './lab-time.js'

/** The lab's count of a subject's bytes, set by the test. */
function createTraffic() {
  const bytes = { received: 0, sent: 0 }
  return { bytes, traffic: { read: () => ({ ...bytes }), count: () => undefined } as unknown as Traffic }
}

interface FakeOptions {
  readonly labTime: LabTime
  readonly name: string
  readonly everyMs: number
  /** Called at each tick; says how many bytes it sent. */
  readonly tick: (now: number) => number
}

/** A subject with one repeating timer, which reports as a real one does. */
function startSubject({ labTime, name, everyMs, tick }: FakeOptions): void {
  let now: number | null = null
  let bytesSent = 0
  let due = 0

  const live = async (): Promise<void> => {
    for (;;) {
      const report = { now, idle: true, nextTimer: now === null ? null : due, bytesSent, bytesReceived: 0 }
      const signal = await labTime.report(name, report)
      if (now === null) due = signal.now + everyMs
      now = signal.now
      while (due <= now) {
        bytesSent += tick(due)
        due += everyMs
      }
    }
  }
  void live()
}

it('moves on together with a subject, stopping at each of its timers', async () => {
  const clock = createManualClock()
  const labTime = new LabTime(clock)
  const { traffic } = createTraffic()
  const ticks: [subject: number, lab: number][] = []
  labTime.expect('s', traffic)
  startSubject({
    labTime,
    name: 's',
    everyMs: 5_000,
    tick: (now) => {
      ticks.push([now - FIXED_EPOCH, clock.now() - FIXED_EPOCH])
      return 0
    },
  })

  await labTime.advanceTo(instant(FIXED_EPOCH + 16_000))

  expect(ticks).toEqual([
    [5_000, 5_000],
    [10_000, 10_000],
    [15_000, 15_000],
  ])
  expect(clock.now()).toBe(FIXED_EPOCH + 16_000)
})

it('waits until the lab has received what a subject says it has sent', async () => {
  const clock = createManualClock()
  const labTime = new LabTime(clock)
  const { traffic, bytes } = createTraffic()
  let onTheWay = 0
  labTime.expect('s', traffic)
  startSubject({
    labTime,
    name: 's',
    everyMs: 1_000,
    tick: () => {
      onTheWay += 100
      void turn()
        .then(turn)
        .then(() => (bytes.received += 100))
      return 100
    },
  })

  await labTime.advanceTo(instant(FIXED_EPOCH + 10_000))

  expect(onTheWay).toBe(1_000)
  expect(bytes.received).toBe(1_000)
})

it('goes on without a subject that has ended', async () => {
  const clock = createManualClock()
  const labTime = new LabTime(clock)
  labTime.expect('gone', createTraffic().traffic)

  labTime.dismiss('gone')
  await labTime.advanceTo(instant(FIXED_EPOCH + 60_000))

  expect(clock.now()).toBe(FIXED_EPOCH + 60_000)
  expect(() =>
    labTime.report('gone', { now: null, idle: true, nextTimer: null, bytesSent: 0, bytesReceived: 0 }),
  ).toThrow(/expected/)
})

it('stops at the timers of the lab as well, in order', async () => {
  const clock = createManualClock()
  const labTime = new LabTime(clock)
  const { traffic } = createTraffic()
  const order: string[] = []
  clock.every(2_000, () => order.push(`lab ${clock.now() - FIXED_EPOCH}`))
  labTime.expect('s', traffic)
  startSubject({
    labTime,
    name: 's',
    everyMs: 3_000,
    tick: (now) => order.push(`subject ${now - FIXED_EPOCH}`) * 0,
  })

  await labTime.advanceTo(instant(FIXED_EPOCH + 6_500))

  expect(order).toEqual(['lab 2000', 'subject 3000', 'lab 4000', 'lab 6000', 'subject 6000'])
})

it('waits no longer for a subject that ends while it is asked', async () => {
  const labTime = new LabTime(createManualClock())
  labTime.expect('s', createTraffic().traffic)
  void labTime.report('s', { now: null, idle: true, nextTimer: null, bytesSent: 0, bytesReceived: 0 })

  const advancing = labTime.advanceTo(instant(FIXED_EPOCH + 1_000))
  await turn()
  labTime.dismiss('s')

  await advancing
})

it('goes on waiting for a subject that has spoken again since the report with which it seemed to end', async () => {
  const labTime = new LabTime(createManualClock())
  labTime.expect('s', createTraffic().traffic)
  const first = { now: null, idle: true, nextTimer: null, bytesSent: 0, bytesReceived: 0 }
  void labTime.report('s', first)
  void labTime.report('s', { ...first, now: FIXED_EPOCH })

  labTime.dismiss('s', first)

  expect(() => labTime.report('s', first)).not.toThrow()
})

it.each([
  { held: 1, moves: true },
  { held: 0, moves: false },
])(
  'goes on past a subject that waits for one answer, while $held are held up: $moves',
  async ({ held, moves }) => {
    const clock = createManualClock()
    const labTime = new LabTime(clock)
    let inHand = held
    labTime.expect('s', createTraffic().traffic, () => inHand)
    let asked = 0
    const live = async (now: number | null): Promise<void> => {
      const report = { now, idle: true, waiting: 1, nextTimer: null, bytesSent: 0, bytesReceived: 0 }
      const signal = await labTime.report('s', report)
      asked += 1
      if (asked === 20) inHand = 1
      return live(signal.now)
    }
    void live(null)

    await labTime.advanceTo(instant(FIXED_EPOCH + 1_000))

    expect(asked < 20).toBe(moves)
  },
)

it('gives up bytes that went down with a broken connection', async () => {
  const clock = createManualClock()
  const labTime = new LabTime(clock)
  const { traffic } = createTraffic()
  labTime.expect('s', traffic)
  let lost = 0
  startSubject({ labTime, name: 's', everyMs: 1_000, tick: () => (lost === 0 ? (lost = 379) : 0) })

  await labTime.advanceTo(instant(FIXED_EPOCH + 5_000))

  expect(lost).toBe(379)
  expect(clock.now()).toBe(FIXED_EPOCH + 5_000)
})
