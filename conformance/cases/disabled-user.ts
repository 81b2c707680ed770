import { check } from '../checks/check.js'
import type { EwsCall } from '../observation/ews-call.js'
import { exchangesOf } from '../observation/observed.js'
import { liveSubscriptions, subscriptionsMade } from '../observation/subscriptions.js'
import type { Case } from './case.js'

/** How long a person who is enabled again, or moved between nodes, may wait for the service. @inferred */
const RETURN_SECONDS = 75

/** OP-09 HC-062 · the service is taken from a person, and given back. */
export const disabledUser: Case = {
  id: 'operation/unsubscribe',
  title: 'A person who is disabled is left alone',
  level: 3,
  shows: ['OP-09/ended', 'HC-062/left-alone'],
  async play(stage) {
    const mail = stage.organization.enabled.find((enabled) => enabled.startsWith('dave@')) ?? ''
    const ofDave = (): readonly EwsCall[] => stage.calls().filter(({ impersonated }) => impersonated === mail)
    const isSubscribed = (): boolean =>
      liveSubscriptions(stage.calls()).some(({ mailbox }) => mailbox === mail)
    await stage.awaits(() => Promise.resolve(isSubscribed()), RETURN_SECONDS)
    const wasSubscribed = isSubscribed()

    await stage.entitles(mail, false)
    await stage.settle(() => Promise.resolve(!isSubscribed()))
    const ended = !isSubscribed()
    const before = ofDave().length
    const meeting = await stage.people.alice.schedules({
      ...stage.slot(),
      subject: 'Without Dave’s connector',
      location: 'Room 11',
      invitees: [mail],
    })
    const isRead = ({ operation, itemIds }: EwsCall): boolean =>
      operation === 'GetItem' && itemIds.includes(meeting.itemId)
    await stage.settle(() => Promise.resolve(stage.calls().some(isRead)))
    const meanwhile = ofDave().slice(before)
    const made = (): number => subscriptionsMade(ofDave()).length
    const madeBefore = made()
    await stage.entitles(mail, true)
    await stage.awaits(() => Promise.resolve(made() > madeBefore), RETURN_SECONDS)

    const observed = await stage.observe()
    return [
      check({
        id: 'OP-09/ended',
        expected: `an Unsubscribe of ${mail}'s subscription`,
        got: `${made()} subscriptions of this person, the first ${ended ? '' : 'not '}ended`,
        holds: wasSubscribed ? ended : 'not-run',
        evidence: observed.evidence(
          exchangesOf(observed.ews.filter(({ operation }) => operation === 'Unsubscribe')),
        ),
      }),
      check({
        id: 'HC-062/left-alone',
        expected: 'no call on the mailbox while the person is disabled',
        got: meanwhile.map(({ operation }) => operation),
        holds: wasSubscribed ? meanwhile.length === 0 : 'not-run',
        evidence: observed.evidence(exchangesOf(meanwhile)),
      }),
    ]
  },
}
