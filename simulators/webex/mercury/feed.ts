import type { World } from '../../core/index.js'
import { EVENTS_STREAM } from '../records/events.js'
import type { Mercury } from './mercury.js'
import { noticesOf } from './notices.js'

/** Tells the clients that are connected of every change that concerns them, in the order of the world. */
export function feedMercury(world: World, mercury: Mercury): Disposable {
  let { epoch, sequence: cursor } = world

  return world.watch(EVENTS_STREAM, () => {
    if (epoch !== world.epoch) {
      // The world was put back: what lies between was never told to anybody and never happened.
      ;({ epoch, sequence: cursor } = world)
      return
    }
    const page = world.read(EVENTS_STREAM, cursor)
    cursor = world.sequence
    if (page.kind === 'evicted') return
    for (const change of page.changes) {
      for (const { audience, render } of noticesOf(change)) {
        for (const userId of audience) mercury.notify(userId, render)
      }
    }
  })
}
