import { mistake, type Mistake } from '../mistake.js'
import { appointment } from '../requests.js'
import { resubscribe } from '../resubscribing.js'
import type { Scene } from '../scene.js'
import { listen, subscribe } from '../story.js'

const LIFE = '4.9'
const HALF_AN_HOUR_MS = 30 * 60_000

/** What is heard by a client that was away for a meeting. */
async function whileAway(scene: Scene) {
  const somebody = scene.someone()
  const id = await subscribe(scene, somebody)
  const before = await listen(scene, somebody, id)
  before.hangUp()
  await scene.ask(somebody, appointment())
  const again = await listen(scene, somebody, id)
  again.hangUp()
  return again.log
}

/** What is heard by a client that comes back to its subscription after something has happened. */
async function after(scene: Scene, happens: () => Promise<unknown>) {
  const somebody = scene.someone()
  const id = await subscribe(scene, somebody)
  const before = await listen(scene, somebody, id)
  before.hangUp()
  await scene.quiet(() => 0)
  await happens()
  const again = await listen(scene, somebody, id)
  again.hangUp()
  return again.log
}

/** What two connections hear that are opened on one subscription after each other. */
async function twoConnections(scene: Scene) {
  const somebody = scene.someone()
  const id = await subscribe(scene, somebody)
  const first = await listen(scene, somebody, id)
  const second = await listen(scene, somebody, id)
  await second.after('a meeting', () => scene.ask(somebody, appointment()))
  first.hangUp()
  second.hangUp()
  return { first: first.log, second: second.log }
}

const LOST = ['head', 'ErrorSubscriptionNotFound Closed', 'end']
const HEARS = ['head', 'OK', '(a meeting)', 'events']

/** How long subscriptions live, and for whom. */
export const SUBSCRIPTION_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '9a',
    mistake: 'loses events while no streaming connection is open',
    clause: LIFE,
    observe: whileAway,
    right: ['head', 'OK', 'events'],
    wrong: ['head', 'OK'],
    plant: { relay: () => resubscribe(({ hasBeenRead, isBeingRead }) => hasBeenRead && !isBeingRead) },
  }),
  mistake({
    id: '9b',
    mistake: 'keeps subscriptions for ever',
    clause: LIFE,
    observe: (scene) => after(scene, () => scene.pass(HALF_AN_HOUR_MS + 60_000)),
    right: LOST,
    wrong: ['head', 'OK'],
    plant: { relay: () => resubscribe(({ isGone }) => isGone) },
  }),
  mistake({
    id: '9c',
    mistake: 'keeps subscriptions when the server starts anew',
    clause: LIFE,
    observe: (scene) => after(scene, () => scene.lab.restartExchange()),
    right: LOST,
    wrong: ['head', 'OK'],
    plant: { relay: () => resubscribe(({ isGone }) => isGone) },
  }),
  mistake({
    id: '9d',
    mistake: 'lets a second connection share a subscription',
    clause: LIFE,
    observe: twoConnections,
    right: { first: ['head', 'OK', 'ErrorNewEventStreamConnectionOpened Closed', 'end'], second: HEARS },
    wrong: { first: ['head', 'OK', 'events'], second: HEARS },
    plant: { relay: () => resubscribe(({ isBeingRead }) => isBeingRead) },
  }),
]
