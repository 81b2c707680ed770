import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import type { Upload } from '../observation/uploads.js'
import { parseInstant } from '../time-and-chance/clock.js'
import { type Case, isDecorated } from './case.js'

/** HC-121 HC-142 HC-156 · the organizer moves a meeting that has a space. */
export const rescheduledSpace: Case = {
  id: 'meet/rescheduled',
  title: 'A meeting that moves keeps its space',
  shows: ['HC-121/one-space', 'HC-142/rest-after-move', 'HC-156/start'],
  level: 2,
  feature: 'space',
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Moving target'
    const later = stage.slot()
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: '@meet',
      invitees: [bob.mail, carol.mail],
    })
    await stage.settle(async () => isDecorated(await alice.sees(subject)))
    const before = updatesOf(await stage.observe(), meeting).length

    await alice.changes(meeting, later)
    await stage.settle(() => Promise.resolve(startOf(stage.uploads(meeting).at(-1)) === later.start))

    const spaces = await stage.spaces(alice, subject)
    const uploads = stage.uploads(meeting)
    const observed = await stage.observe()
    const updates = updatesOf(observed, meeting)
    const evidence = observed.evidence(exchangesOf(updates))
    return [
      check({
        id: 'HC-121/one-space',
        expected: `one space titled "${subject}" after the move`,
        got: `${spaces.length} such spaces`,
        holds: spaces.length === 1,
        evidence,
      }),
      check({
        id: 'HC-142/rest-after-move',
        title: 'The item comes to rest after a move',
        expected: 'at most 2 UpdateItem for the move',
        got: updates.length - before,
        holds: before === 0 ? 'not-run' : updates.length - before <= 2,
        evidence,
      }),
      check({
        id: 'HC-156/start',
        expected: 'the new start in the meetings list',
        got: uploads.at(-1)?.meeting.start ?? 'no upload',
        holds: startOf(uploads.at(-1)) === later.start,
        evidence: observed.evidence(uploads.map((upload) => upload.exchange)),
      }),
    ]
  },
}

function startOf(upload: Upload | undefined): number {
  return parseInstant(upload?.meeting.start ?? '')
}
