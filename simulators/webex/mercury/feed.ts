import type { Core } from '../../core/index.js'
import { EVENTS_STREAM } from '../records/events.js'
import { SPACES_STREAM } from '../records/spaces.js'
import type { Mercury } from './mercury.js'
import { noticesOf } from './notices.js'

/** Tells the clients that are connected of every change that concerns them, in the order of the world. */
export function feedMercury(core: Core, mercury: Mercury): Disposable {
  const feeds = [EVENTS_STREAM, SPACES_STREAM].map((stream) => feedFrom(stream, core, mercury))
  return {
    [Symbol.dispose]() {
      for (const feed of feeds) feed[Symbol.dispose]()
    },
  }
}

function feedFrom(stream: string, core: Core, mercury: Mercury): Disposable {
  const { world } = core
  let { epoch, sequence: cursor } = world

  return world.watch(stream, () => {
    if (epoch !== world.epoch) {
      // The world was put back: what lies between was never told to anybody and never happened.
      ;({ epoch, sequence: cursor } = world)
      return
    }
    const page = world.read(stream, cursor)
    cursor = world.sequence
    if (page.kind === 'evicted') return
    for (const { audience, render } of noticesOf(core, page.changes)) {
      for (const userId of audience) mercury.notify(userId, render)
    }
  })
}
