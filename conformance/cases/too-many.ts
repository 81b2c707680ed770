import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** More than 60 by any way of counting. @source hybrid-calendar.md 0.3: 60 in the eras of 2017 and 2019 */
const INVITED = 64

/** HC-118 · a space meeting for a crowd. A small one comes after it and tells when it has been read. */
export const tooMany: Case = {
  id: 'meet/too-many',
  title: 'A crowd gets no space',
  level: 2,
  feature: 'space',
  shows: ['HC-118/crowd'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Town hall'
    const crowd = Array.from({ length: INVITED - 2 }, (_, index) => `guest${index}@partner.example`)
    const invitees = [bob.mail, carol.mail, ...crowd]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@meet', invitees })
    const fence = 'After the town hall'
    const few = [bob.mail, carol.mail]
    await alice.schedules({ ...stage.slot(), subject: fence, location: '@meet', invitees: few })

    await stage.settle(async () => isDecorated(await alice.sees(fence)))

    const wasRead = isDecorated(await alice.sees(fence))
    const seen = await alice.sees(subject)
    const spaces = await stage.spaces(alice, subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-118/crowd',
        expected: `no space and no join details for ${INVITED} invited`,
        got: `${spaces.length} spaces; ${seen?.body.content}`,
        holds: wasRead ? spaces.length === 0 && seen !== undefined && !isDecorated(seen) : 'not-run',
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
