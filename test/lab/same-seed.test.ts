import { expect, it } from 'vitest'
import { startNodeIn } from '../support/node.js'
import { personOf, startLab } from '../support/lab.js'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A morning in the office, with a reference node at work; returns what became of it and the digest. */
async function morning(seed: number) {
  await using lab = await startLab({ seed })
  const node = await startNodeIn(lab)
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const start = lab.clock.now() + DAY_MS
  await lab.advance(MINUTE_MS)

  const meeting = await alice.schedules({
    subject: 'Planning',
    location: '@webex',
    start,
    end: start + 30 * MINUTE_MS,
    invitees: [bob.mail],
  })
  await lab.advance(MINUTE_MS)
  await alice.changes(meeting, { location: 'Room 5; @webex' })
  await lab.advance(MINUTE_MS)
  const seen = await bob.sees('Planning')
  await alice.cancels(meeting)
  await lab.advance(MINUTE_MS)

  const digest = lab.core.journal.digest()
  await node.stop()
  return { digest, body: seen?.body.content }
}

it('has the same journal digest for the same seed, connector included', { timeout: 60_000 }, async () => {
  const [one, same, other] = [await morning(7), await morning(7), await morning(8)]

  expect(one.body).toContain('https://ent-pa.webex.com/meet/alice')
  expect(one.digest.entries).toBeGreaterThan(100)
  expect(same).toEqual(one)
  expect(other.digest.digest).not.toBe(one.digest.digest)
})
