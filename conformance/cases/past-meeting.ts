import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

const HOUR_MS = 3_600_000

/** HC-086 · a meeting of two hours ago. One in the future comes after it and tells when it has been read. */
export const pastMeeting: Case = {
  id: 'webex/past',
  title: 'A meeting in the past is left alone',
  shows: ['HC-086/past'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Yesterday’s news'
    const start = stage.now - 2 * HOUR_MS
    const invitees = [bob.mail]
    const meeting = await alice.schedules({
      subject,
      start,
      end: start + HOUR_MS / 2,
      location: '@webex',
      invitees,
    })
    const fence = 'After the past'
    await alice.schedules({ ...stage.slot(), subject: fence, location: '@webex', invitees })

    await stage.settle(async () => isDecorated(await alice.sees(fence)))

    const wasRead = isDecorated(await alice.sees(fence))
    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-086/past',
        expected: 'no join details',
        got: seen?.body.content ?? 'no meeting',
        holds: wasRead ? seen !== undefined && !isDecorated(seen) : 'not-run',
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
