import type { Scheduled, SeenMeeting } from '../../clients/index.js'
import { type CheckId, check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

interface Decoy {
  readonly check: CheckId
  readonly what: string
  readonly meeting: { readonly subject: string; readonly body?: string; readonly location: string }
}

const DECOYS: readonly Decoy[] = [
  {
    check: 'HC-070/subject',
    what: 'a keyword in the subject',
    meeting: { subject: '@webex in the subject', location: 'Room 6' },
  },
  {
    check: 'HC-070/body',
    what: 'a keyword in the body',
    meeting: { subject: 'Body decoy', body: 'Join by @webex', location: 'Room 6' },
  },
  {
    check: 'HC-074/address',
    what: 'a mail address',
    meeting: { subject: 'Address decoy', location: 'john@webex.com' },
  },
  { check: 'HC-074/word', what: 'a longer word', meeting: { subject: 'Word decoy', location: '@webexy' } },
]

/** HC-070 HC-074 · what looks like a keyword and is none. A meeting with a keyword comes last and tells when all are read. */
export const noKeyword: Case = {
  id: 'keyword/none',
  title: 'Meetings without a keyword are left alone',
  shows: DECOYS.map((decoy) => decoy.check),
  async play(stage) {
    const { alice, bob } = stage.people
    const decoys: Scheduled[] = []
    for (const { meeting } of DECOYS) {
      decoys.push(await alice.schedules({ ...stage.slot(), ...meeting, invitees: [bob.mail] }))
    }
    const fence = 'After the decoys'
    await alice.schedules({ ...stage.slot(), subject: fence, location: '@webex', invitees: [bob.mail] })

    await stage.settle(async () => isDecorated(await alice.sees(fence)))

    const wereRead = isDecorated(await alice.sees(fence))
    const seen = await Promise.all(DECOYS.map(({ meeting }) => alice.sees(meeting.subject)))
    const observed = await stage.observe()
    return DECOYS.map((decoy, index) => {
      const updates = decoys.slice(index, index + 1).flatMap((meeting) => updatesOf(observed, meeting))
      return check({
        id: decoy.check,
        title: `No keyword: ${decoy.what}`,
        expected: 'an untouched meeting',
        got:
          updates.length === 0 ? (seen[index]?.body.content ?? 'no meeting') : `${updates.length} UpdateItem`,
        holds: wereRead ? updates.length === 0 && isUntouched(seen[index]) : 'not-run',
        evidence: observed.evidence(exchangesOf(updates)),
      })
    })
  },
}

function isUntouched(seen: SeenMeeting | undefined): boolean {
  return seen !== undefined && !isDecorated(seen)
}
