import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-116 · two meetings of the same two people. A bot cannot make their space: at level 2 nobody could show it. */
export const oneToOne: Case = {
  id: 'meet/one-to-one',
  title: 'Two people meet in the space that is theirs',
  level: 3,
  feature: 'space',
  shows: ['HC-116/reused', 'HC-116/own-name'],
  async play(stage) {
    const { alice, bob } = stage.people
    const [first, second] = ['Just the two of us', 'The two of us again'] as const
    const invitees = [bob.mail]
    const meeting = await alice.schedules({ ...stage.slot(), subject: first, location: '@meet', invitees })
    await stage.settle(async () => isDecorated(await alice.sees(first)))
    const before = await stage.spacesForTwo(alice, bob)

    await alice.schedules({ ...stage.slot(), subject: second, location: '@meet', invitees })
    await stage.settle(async () => isDecorated(await alice.sees(second)))

    const after = await stage.spacesForTwo(alice, bob)
    const seen = await alice.sees(second)
    const named = await Promise.all([first, second].map((title) => stage.spaces(alice, title)))
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    const link = after[0]?.meetingLink
    return [
      check({
        id: 'HC-116/reused',
        expected: 'one space for two, its link in the second invitation',
        got: `${before.length}, then ${after.length} such spaces; ${seen?.body.content}`,
        holds:
          before.length === 1 &&
          after.length === 1 &&
          link !== undefined &&
          seen?.body.content.includes(link) === true,
        evidence,
      }),
      check({
        id: 'HC-116/own-name',
        title: 'The space of two people is not named after a meeting',
        expected: `no space titled "${first}" or "${second}"`,
        got: named.flat().map(({ title }) => title),
        holds: isDecorated(seen) ? named.flat().length === 0 : 'not-run',
        evidence,
      }),
    ]
  },
}
