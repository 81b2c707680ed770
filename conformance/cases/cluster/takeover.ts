import type { Scheduled } from '../../../clients/index.js'
import { type Check, check } from '../../checks/check.js'
import { type Observed, exchangesOf, updatesOf } from '../../observation/observed.js'
import { subscriptionsMade } from '../../observation/subscriptions.js'
import { type Case, type Stage, type StageNode, isDecorated } from '../case.js'
import { areDecorated, mailboxesAt, nodeServing, takenOver, writesOf } from './serving.js'

/** Seconds. @source hybrid-calendar.md HC-222: about 30; pass up to 45 */
const ABOUT_30 = 30
const TOO_LATE = 45
/** How long is waited for a takeover, or for a node that comes back. */
const PATIENCE_SECONDS = 90

/** How a node is lost, and how it comes back. */
interface Loss {
  readonly name: 'kill' | 'partition'
  readonly title: string
  lose(node: StageNode): Promise<void>
  comeBack(node: StageNode): Promise<void>
}

const LOSSES: readonly Loss[] = [
  {
    name: 'kill',
    title: 'The users of a killed node are taken over, and nothing is done twice',
    lose: (node) => node.kill(),
    comeBack: (node) => node.restart(),
  },
  {
    name: 'partition',
    title: 'The users of a node that is cut off are taken over, and nothing is done twice',
    lose: (node) => node.partition(),
    comeBack: (node) => node.heal(),
  },
]

/** HC-222 HC-223 HC-224 HC-225 · the node that serves alice is lost while she works, and comes back. */
export const TAKEOVERS: readonly Case[] = LOSSES.map((loss) => ({
  id: `cluster/${loss.name}`,
  title: loss.title,
  phase: 'disturbed',
  feature: 'takeover',
  shows: [
    `HC-222/${loss.name}`,
    `HC-222/${loss.name}-soon`,
    `HC-223/${loss.name}`,
    `HC-224/${loss.name}`,
    `HC-225/${loss.name}`,
  ],
  play: (stage) => playTakeover(stage, loss),
}))

async function playTakeover(stage: Stage, loss: Loss): Promise<readonly Check[]> {
  const { alice, bob } = stage.people
  const form = { location: 'Room 15, @webex', invitees: [bob.mail] }
  const schedule = (when: string): Promise<Scheduled> =>
    alice.schedules({ ...stage.slot(), ...form, subject: subjectOf(loss, when) })
  const old = await schedule('before')
  await stage.settle(async () => isDecorated(await alice.sees(old.subject)))
  const node = nodeServing(stage, alice.mail)
  if (node === undefined || stage.nodes.length < 2) return notRun(loss)
  const mailboxes = mailboxesAt(stage, node)
  const [before = 0] = writesOf(stage, [old])

  const lost = { node: node.number, at: stage.clock() }
  await loss.lose(node)
  const fresh = await schedule('during')
  await alice.changes(old, { body: 'Rewritten during the takeover.' })
  const isServed = (): Promise<boolean> => {
    const taken = takenOver(stage.calls(), lost)
    return Promise.resolve(mailboxes.every((mail) => taken.has(mail)))
  }
  await stage.awaits(isServed, PATIENCE_SECONDS)
  await stage.settle(() => areDecorated(stage, [old.subject, fresh.subject]))
  const caughtUp = await areDecorated(stage, [old.subject, fresh.subject])

  const backAt = stage.clock()
  await loss.comeBack(node)
  await stage.awaits(async () => isBack(await stage.observe(), node, backAt), PATIENCE_SECONDS)
  await stage.settle(() => Promise.resolve(true))
  const last = await schedule('after')
  await stage.settle(() => areDecorated(stage, [last.subject]))

  const observed = await stage.observe()
  const taken = takenOver(observed.ews, lost)
  const writes = writesOf(stage, [old, fresh, last])
  const updates = [old, fresh, last].flatMap((meeting) => updatesOf(observed, meeting))
  return judge(loss, {
    observed,
    seconds: mailboxes.map((mail) => ((taken.get(mail) ?? Infinity) - lost.at) / 1000),
    caughtUp,
    writes: writes.map((count, index) => (index === 0 ? count - before : count)),
    isServedAfter: await areDecorated(stage, [last.subject]),
    updates,
  })
}

interface Outcome {
  readonly observed: Observed
  /** For each mailbox of the lost node, from the loss to its Subscribe by another node. */
  readonly seconds: readonly number[]
  readonly caughtUp: boolean
  /** UpdateItem for the meeting rewritten, the one made meanwhile, and the one made afterwards. */
  readonly writes: readonly number[]
  readonly isServedAfter: boolean
  readonly updates: Observed['ews']
}

function judge({ name }: Loss, outcome: Outcome): readonly Check[] {
  const { observed, seconds, caughtUp, writes, isServedAfter } = outcome
  const slowest = Math.max(...seconds)
  const subscribing = observed.ews.filter(({ operation }) => operation === 'Subscribe')
  const evidence = observed.evidence(exchangesOf(outcome.updates))
  const within = (bound: number) => ({
    expected: `every user of the lost node subscribed by another node within ${bound} s`,
    got: `the last after ${slowest.toFixed(1)} s, of ${seconds.length}`,
    holds: slowest <= bound,
    evidence: observed.evidence(exchangesOf(subscribing)),
  })
  return [
    check({ id: `HC-222/${name}`, ...within(TOO_LATE) }),
    check({
      id: `HC-222/${name}-soon`,
      title: 'The takeover is done in 30 seconds',
      isAdvice: true,
      ...within(ABOUT_30),
    }),
    check({
      id: `HC-223/${name}`,
      expected: 'join details in the meeting made and in the one rewritten meanwhile',
      got: caughtUp,
      holds: Number.isFinite(slowest) ? caughtUp : 'not-run',
      evidence,
    }),
    check({
      id: `HC-224/${name}`,
      expected: 'at most one UpdateItem for each change, also after the lost node is back',
      got: writes,
      holds: caughtUp ? writes.every((count) => count <= 1) : 'not-run',
      evidence,
    }),
    check({
      id: `HC-225/${name}`,
      expected: 'join details in a meeting made after the return of the node',
      got: isServedAfter,
      holds: isServedAfter,
      evidence,
    }),
  ]
}

/** Heard of again: it has asked a server and been answered since. */
function isBack({ exchanges, ews }: Observed, { number }: StageNode, at: number): boolean {
  const hasSubscribed = subscriptionsMade(ews).some((made) => made.node === number && made.at >= at)
  const answered = exchanges.filter(
    (exchange) =>
      exchange.request.node === number && exchange.at >= at && (exchange.answer?.status ?? 500) < 400,
  )
  return hasSubscribed || answered.length > 2
}

function notRun(loss: Loss): readonly Check[] {
  const missing = {
    expected: 'a cluster of two nodes, one of them serving alice',
    got: 'no such cluster',
    holds: 'not-run',
    evidence: { journal: [], wire: [] },
  } as const
  const names = [`HC-222/${loss.name}`, `HC-222/${loss.name}-soon`, `HC-223/${loss.name}`] as const
  return [...names, `HC-224/${loss.name}` as const, `HC-225/${loss.name}` as const].map((id) =>
    check({ id, ...missing }),
  )
}

function subjectOf({ name }: Loss, when: string): string {
  return `A ${name}, ${when}`
}
