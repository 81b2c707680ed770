import { expect, it } from 'vitest'
import { createScheduleLab } from './testing/shadow/schedule.js'

/** `scripts/shadow-schedules.mjs` plays more of them. */
const SCHEDULES = Number(process.env['EXWEX_SCHEDULES'] ?? 150)
const BATCH = 25

it.each(Array.from({ length: Math.ceil(SCHEDULES / BATCH) }, (_, batch) => batch * BATCH))(
  'lets a client rebuild the calendar whatever happens: 25 schedules from %i on',
  async (from) => {
    await using lab = await createScheduleLab()
    let gaps = 0

    for (let seed = from; seed < from + BATCH; seed++) {
      const outcome = await lab.play(seed)
      expect(outcome).toMatchObject({ seed, faults: [] })
      gaps += outcome.gaps
    }

    expect(gaps).toBeGreaterThan(0)
    expect(lab.mistakes).toEqual([])
  },
)
