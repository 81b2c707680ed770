import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-096 · the organizer deletes the join details. */
export const linksCleared: Case = {
  id: 'webex/links-cleared',
  title: 'Join details that were deleted are added again',
  feature: 'personal-room',
  shows: ['HC-096/added-again'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Cleared by hand'
    const invitees = [bob.mail]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@webex', invitees })
    await stage.settle(async () => isDecorated(await alice.sees(subject)))
    const wasDecorated = isDecorated(await alice.sees(subject))
    const body = 'No links here any more.'

    await alice.changes(meeting, { body })
    await stage.settle(async () => hasLink((await alice.sees(subject))?.body.content))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-096/added-again',
        title: 'Deleted join details are added again',
        expected: `"${body}", then the join details`,
        got: seen?.body.content,
        holds: wasDecorated
          ? hasLink(seen?.body.content) && seen?.body.content.includes(body) === true
          : 'not-run',
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}

function hasLink(body: string | undefined): boolean {
  return /https?:\/\//i.test(body ?? '')
}
