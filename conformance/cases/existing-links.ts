import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-096 · the organizer has pasted a join link. A meeting without one comes after it and tells when it has been read. */
export const existingLinks: Case = {
  id: 'webex/existing-links',
  title: 'An invitation with a join link gets no second one',
  shows: ['HC-096/left-alone'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Already joined'
    const body = `Join at https://${stage.organization.siteName}/meet/alice as always.`
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      body,
      location: '@webex',
      invitees: [bob.mail],
    })
    const fence = 'After the join link'
    await alice.schedules({ ...stage.slot(), subject: fence, location: '@webex', invitees: [bob.mail] })

    await stage.settle(async () => isDecorated(await alice.sees(fence)))

    const wasRead = isDecorated(await alice.sees(fence))
    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-096/left-alone',
        expected: body,
        got: seen?.body.content,
        holds: wasRead ? seen?.body.content.trim() === body : 'not-run',
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
