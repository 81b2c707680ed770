import type { Scheduled } from '../../clients/index.js'
import { Lab, type LabPerson } from '../../simulators/lab/index.js'
import type { ReferenceConnector } from '../connector/reference-connector.js'
import { DoorError } from '../door-error.js'
import type { ExpectationResult, MatcherState } from './matcher.js'
import type { Within } from './patience.js'
import { receivedInteraction, type ExpectedInteraction } from './received-interaction.js'
import { receivedMeeting, type ExpectedMeeting } from './received-meeting.js'

export type Expected = ExpectedMeeting | Scheduled | ExpectedInteraction

/** On a person: a meeting came into their calendar. On a lab, or a connector's ways into it: something was asked. */
export async function toHaveReceived(
  this: MatcherState,
  receiver: unknown,
  ...[expected, within = {}]: [expected: Expected, within?: Within]
): Promise<ExpectationResult> {
  if (receiver instanceof Lab) {
    const options = { expected: expected as ExpectedInteraction, ...within }
    return receivedInteraction(this, { lab: receiver, who: 'The lab' }, options)
  }
  if (isPerson(receiver))
    return receivedMeeting(this, receiver, { expected: expected as ExpectedMeeting, ...within })
  if (isConnector(receiver)) {
    const { lab, name, endpointSets } = receiver
    const listening = { lab, endpointSets, who: `The lab, from ${name},` }
    return receivedInteraction(this, listening, { expected: expected as ExpectedInteraction, ...within })
  }
  throw new DoorError(
    'MATCHER_SUBJECT',
    'toHaveReceived looks at one of lab.people, at a lab, or at a reference connector.',
  )
}

function isPerson(receiver: unknown): receiver is LabPerson {
  return typeof receiver === 'object' && receiver !== null && 'sees' in receiver && 'lab' in receiver
}

function isConnector(receiver: unknown): receiver is ReferenceConnector {
  return typeof receiver === 'object' && receiver !== null && 'endpointSets' in receiver && 'lab' in receiver
}
