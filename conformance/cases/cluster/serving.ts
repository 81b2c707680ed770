import type { Scheduled } from '../../../clients/index.js'
import type { EwsCall } from '../../observation/ews-call.js'
import { updatesOf } from '../../observation/observed.js'
import { liveSubscriptions, subscriptionsMade } from '../../observation/subscriptions.js'
import { type Stage, type StageNode, isDecorated } from '../case.js'

/** The node with the youngest subscription of a mailbox. */
export function nodeServing(stage: Stage, mail: string): StageNode | undefined {
  const youngest = liveSubscriptions(stage.calls()).findLast(({ mailbox }) => mailbox === mail)
  return stage.nodes.find(({ number }) => number === youngest?.node)
}

/** The mailboxes whose youngest subscription is at that node. */
export function mailboxesAt(stage: Stage, { number }: StageNode): readonly string[] {
  const youngest = new Map(
    liveSubscriptions(stage.calls()).map(({ mailbox, node }) => [mailbox, node] as const),
  )
  return stage.organization.enabled.filter((mail) => youngest.get(mail) === number)
}

/** When each mailbox was first subscribed by another node after that moment; absent when it was not. */
export function takenOver(
  calls: readonly EwsCall[],
  lost: { readonly node: number; readonly at: number },
): ReadonlyMap<string, number> {
  const later = subscriptionsMade(calls).filter(({ node, at }) => node !== lost.node && at >= lost.at)
  return new Map(later.toReversed().map(({ mailbox, at }) => [mailbox, at] as const))
}

/** Whether everybody sees join details in each of alice's meetings with those subjects. */
export async function areDecorated(stage: Stage, subjects: readonly string[]): Promise<boolean> {
  const seen = await Promise.all(subjects.map((subject) => stage.people.alice.sees(subject)))
  return seen.every((meeting) => isDecorated(meeting) && /https?:\/\//i.test(meeting?.body.content ?? ''))
}

/** How often each meeting has been written so far; an attempt that Exchange refused has written nothing. */
export function writesOf(stage: Stage, meetings: readonly Scheduled[]): readonly number[] {
  const calls = { ews: stage.calls() }
  return meetings.map(
    (meeting) =>
      updatesOf(calls, meeting).filter(({ exchange }) =>
        exchange.answer?.body.includes('ResponseClass="Success"'),
      ).length,
  )
}
