import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

const VALUE = 'set by Productivity Tools'

/** HC-173 · a property that belongs to somebody else. */
export const foreignProperty: Case = {
  id: 'webex/foreign-property',
  title: 'UCCapabilities stays as it was',
  shows: ['HC-173/untouched'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Productivity'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: '@webex',
      invitees: [bob.mail],
      extendedProperties: { UCCapabilities: VALUE },
    })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-173/untouched',
        expected: VALUE,
        got: seen?.extendedProperties['UCCapabilities'] ?? 'not set',
        holds: isDecorated(seen) && seen?.extendedProperties['UCCapabilities'] === VALUE,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
