import { expect, it } from 'vitest'
import { personOf, startLab } from '../support/lab.js'

const DAY_MS = 86_400_000

/** A morning in the office; returns the digest of all that was said. */
async function morning(seed: number) {
  await using lab = await startLab({ seed })
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const start = lab.clock.now() + DAY_MS

  const meeting = await alice.schedules({
    subject: 'Planning',
    start,
    end: start + 1_800_000,
    invitees: [bob.mail],
  })
  await lab.advance(60_000)
  await alice.changes(meeting, { location: 'Room 5' })
  await bob.sees('Planning')
  await lab.advance(60_000)
  await alice.cancels(meeting)
  return lab.core.journal.digest()
}

it('has the same journal digest for the same seed', { timeout: 60_000 }, async () => {
  const [one, same, other] = [await morning(7), await morning(7), await morning(8)]

  expect(one.entries).toBeGreaterThan(5)
  expect(same).toEqual(one)
  expect(other.digest).not.toBe(one.digest)
})
