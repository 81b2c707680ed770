import { streamRequest } from '../../../../simulators/exchange/testing/soap.js'
import { mistake, type Mistake } from '../mistake.js'
import { getFolder } from '../requests.js'
import type { Scene } from '../scene.js'
import { subscribe } from '../story.js'

/** How many calls may be open at once, and how many streams, on a server of 2016. @source ews.md 7.1 */
const MAX_CONCURRENCY = 27
const MAX_HANGING = 10

const HOLD_MS = 200

/** One account has as many calls open for somebody as are allowed, and one for somebody else. */
async function twoMailboxes(scene: Scene) {
  const [one, other] = [scene.connectorFor(scene.someone()), scene.connectorFor(scene.someone())]
  const held = [one, other].map(({ mail }) =>
    scene.lab.core.faults.add({
      match: { protocol: 'ews', target: mail },
      act: { kind: 'delay', ms: HOLD_MS },
    }),
  )
  const calls = Array.from({ length: MAX_CONCURRENCY + 1 }, (_, number) =>
    scene.ask(number < MAX_CONCURRENCY ? one : other, getFolder()),
  )
  await scene.quiet(() => scene.lab.core.faults.held('main'))
  for (const { id } of held) scene.lab.core.faults.remove(id)
  await scene.pass(HOLD_MS)
  return tally((await Promise.all(calls)).map(({ code }) => code))
}

/** One stream more than are allowed is opened for somebody. */
async function manyStreams(scene: Scene) {
  const connector = scene.connectorFor(scene.someone())
  const codes: string[] = []
  for (let number = 0; number <= MAX_HANGING; number++) {
    const stream = await scene.open(connector, streamRequest([await subscribe(scene, connector)], 1))
    codes.push(/ResponseCode[^>]*>(\w+)</.exec(await stream.chunk(0))?.[1] ?? '')
  }
  await scene.pass(60_000)
  return tally(codes)
}

function tally(codes: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Who is charged, and for what. */
export const THROTTLING_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '10a',
    mistake: 'charges the service account instead of the mailbox for which it acts',
    clause: '7.3',
    observe: twoMailboxes,
    right: { NoError: MAX_CONCURRENCY + 1 },
    wrong: { NoError: MAX_CONCURRENCY, ErrorExceededConnectionCount: 1 },
    plant: { lab: { exchange: { throttling: { budget: 'caller' } } } },
  }),
  mistake({
    id: '10b',
    mistake: 'forgets the budget of streaming connections',
    clause: '7.1',
    observe: manyStreams,
    right: { NoError: MAX_HANGING, ErrorExceededConnectionCount: 1 },
    wrong: { NoError: MAX_HANGING + 1 },
    plant: { lab: { exchange: { throttling: { hangingConnections: 1_000 } } } },
  }),
]
