import { check } from '../checks/check.js'
import { type Case, isDecorated } from './case.js'

/** HC-153 · the organizer calls a meeting off. */
export const cancelled: Case = {
  id: 'list/cancelled',
  title: 'A cancelled meeting leaves the meetings list',
  shows: ['HC-153/removed'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Called off'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: '@webex',
      invitees: [bob.mail],
    })
    await stage.settle(
      async () => isDecorated(await alice.sees(subject)) && stage.uploads(meeting).length > 0,
    )
    const upload = stage.uploads(meeting).at(-1)
    const deletions = () => (upload === undefined ? [] : stage.deletions(upload.meetingId))

    await alice.cancels(meeting)
    await stage.settle(() => Promise.resolve(deletions().length > 0))

    const observed = await stage.observe()
    return [
      check({
        id: 'HC-153/removed',
        expected: 'the meeting deleted from the cloud',
        got: `${deletions().length} deletions`,
        holds: upload === undefined ? 'not-run' : deletions().length > 0,
        evidence: observed.evidence(deletions()),
      }),
    ]
  },
}
