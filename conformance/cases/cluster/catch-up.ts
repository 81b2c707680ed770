import { check } from '../../checks/check.js'
import { exchangesOf } from '../../observation/observed.js'
import type { EwsCall } from '../../observation/ews-call.js'
import { type Case, isDecorated } from '../case.js'
import { areDecorated, nodeServing, writesOf } from './serving.js'

/** Longer than a connector may wait before it tries its stream again. @inferred */
const PATIENCE_SECONDS = 40

/** HC-052 HC-056 OP-01 · the node that serves alice is cut off for a moment, in which she works on. */
export const catchUp: Case = {
  id: 'cluster/catch-up',
  title: 'What changed while a node was cut off is made up for',
  phase: 'disturbed',
  feature: 'catch-up',
  shows: ['HC-052/reopened', 'HC-056/synced', 'HC-056/decorated', 'HC-056/once', 'OP-01/connectivity'],
  async play(stage) {
    const { alice, bob } = stage.people
    const form = { location: 'Room 14, @webex', invitees: [bob.mail] }
    const [kept, made] = ['Before the cut', 'During the cut'] as const
    const old = await alice.schedules({ ...stage.slot(), subject: kept, ...form })
    await stage.settle(async () => isDecorated(await alice.sees(kept)))
    const node = nodeServing(stage, alice.mail)
    const [before = 0] = writesOf(stage, [old])

    await node?.partition()
    const fresh = await alice.schedules({ ...stage.slot(), subject: made, ...form })
    await alice.changes(old, { body: 'Rewritten during the cut.' })
    const cutAt = stage.clock()
    await node?.heal()
    await stage.awaits(() => areDecorated(stage, [kept, made]), PATIENCE_SECONDS)
    await stage.awaits(
      () => Promise.resolve(callsAfter(stage.calls(), cutAt, 'GetStreamingEvents').length > 0),
      PATIENCE_SECONDS,
    )
    await stage.settle(() => Promise.resolve(true))

    const observed = await stage.observe()
    const decorated = await areDecorated(stage, [kept, made])
    const [after = 0, first = 0] = writesOf(stage, [old, fresh])
    const seenBy = (operation: string) => callsAfter(observed.ews, cutAt, operation)
    const wasCut = node !== undefined && before > 0
    const expectAfterCut = (operation: string) => ({
      expected: `${operation} after the cut`,
      got: `${seenBy(operation).length} ${operation}`,
      holds: wasCut ? seenBy(operation).length > 0 : ('not-run' as const),
      evidence: observed.evidence(exchangesOf(seenBy(operation))),
    })
    return [
      check({ id: 'HC-052/reopened', ...expectAfterCut('GetStreamingEvents') }),
      check({
        id: 'HC-056/synced',
        title: 'SyncFolderItems looks for what was missed',
        ...expectAfterCut('SyncFolderItems'),
      }),
      check({ id: 'OP-01/connectivity', ...expectAfterCut('ConvertId') }),
      check({
        id: 'HC-056/decorated',
        expected: 'join details in the meeting made and in the one rewritten meanwhile',
        got: decorated,
        holds: wasCut ? decorated : 'not-run',
        evidence: observed.evidence(exchangesOf(seenBy('UpdateItem'))),
      }),
      check({
        id: 'HC-056/once',
        title: 'What changed meanwhile is handled once',
        expected: 'one UpdateItem for each of the two meetings',
        got: [after - before, first],
        holds: wasCut && decorated ? after - before === 1 && first === 1 : 'not-run',
        evidence: observed.evidence(exchangesOf(seenBy('UpdateItem'))),
      }),
    ]
  },
}

function callsAfter(calls: readonly EwsCall[], at: number, operation: string): readonly EwsCall[] {
  return calls.filter(
    (call) => call.operation === operation && call.exchange.at >= at && call.exchange.answer?.status === 200,
  )
}
