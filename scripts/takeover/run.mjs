// One run: a node dies with kill -9 while people work, the other takes over; then the dead one comes back.
import { inspect, move, schedule, untilDecorated } from './people.mjs'
import { sleep, until } from './until.mjs'

/** When people do something, in milliseconds after the kill: in the outage, at the moment of loss, in the takeover. */
const OUTAGE_MS = [500, 4_000, 9_000]
const TAKEOVER_MS = [14_000, 16_000, 18_000]
const PATIENCE_MS = 60_000
/** Time for whatever is too much to happen. */
const QUIET_MS = 1_500

/**
 * @param scene `dying` and `surviving` nodes, `people` whose node dies, `run` number, `served` mail addresses that must be served
 * @returns times in seconds and what was wrong
 */
export async function takeOver(lab, scene) {
  const { dying, surviving, people, run } = scene
  let number = 0
  const meetings = []
  const plan = async (count, what) => {
    const chosen = Array.from({ length: count }, () => number++)
    const made = await Promise.all(
      chosen.map((at) => {
        const [organizer, ...guests] = [0, 1, 2].map((step) => people[(at + step) % people.length])
        return schedule({ organizer, guests }, { subject: `Run ${run}, ${what} ${at}`, number: at })
      }),
    )
    meetings.push(...made)
    return made
  }

  const before = await plan(8, 'decorated before')
  const isDecorated = () => {
    const written = new Set(updatesOf(dying, surviving).map(({ itemId }) => itemId))
    return before.every(({ scheduled }) => written.has(scheduled.itemId))
  }
  await until('the meetings before the kill to be decorated', PATIENCE_MS, isDecorated)

  const orphans = new Set(dying.relay.users.keys())
  await plan(8, 'at the kill') // the node is in the middle of these
  const killedAt = performance.now()
  await dying.kill()

  const work = []
  for (const [index, ms] of OUTAGE_MS.entries()) {
    work.push(later(killedAt + ms, () => Promise.all(before.filter((_, at) => at % 3 === index).map(move))))
    work.push(later(killedAt + ms, () => plan(3, 'in the outage')))
  }
  for (const ms of TAKEOVER_MS) work.push(later(killedAt + ms, () => plan(3, 'in the takeover')))

  const isServed = () => [...orphans].every((user) => surviving.relay.users.has(user))
  const served = await until('all users to be served by the other node', PATIENCE_MS, isServed).catch(
    (error) => error,
  )
  const last = Math.max(...subscribesSince(surviving, killedAt, orphans).map(({ at }) => at))
  const first = Math.min(...subscribesSince(surviving, killedAt, orphans).map(({ at }) => at))
  await Promise.all(work)

  const back = await comeBack(scene, plan)
  const updates = () => updatesOf(dying, surviving)
  await Promise.all(meetings.map((meeting) => untilDecorated(meeting, PATIENCE_MS)))
  await sleep(QUIET_MS)
  const faults = (await Promise.all(meetings.map((meeting) => inspect(lab, meeting, updates())))).flat()
  if (served instanceof Error) faults.push({ kind: 'lost', what: served.message })
  return {
    users: orphans.size,
    firstSeconds: (first - killedAt) / 1000,
    seconds: served instanceof Error ? Infinity : (last - killedAt) / 1000,
    meetings: meetings.length,
    back,
    faults,
  }
}

/** The dead node is started again: users move until both serve about half, and nobody stays without. */
async function comeBack({ dying, surviving, served }, plan) {
  const startedAt = performance.now()
  dying.start()
  const isEven = () => {
    const [one, other] = [dying.relay.users.size, surviving.relay.users.size]
    const isComplete = served.every((user) => dying.relay.users.has(user) !== surviving.relay.users.has(user))
    return isComplete && Math.abs(one - other) <= 1
  }
  const moving = until('a first user to move back', PATIENCE_MS, () => dying.relay.users.size > 0).then(() =>
    plan(4, 'in the fail-back'),
  )
  await until('the users to be spread evenly', PATIENCE_MS, isEven)
  await moving
  const moved = new Map(
    surviving.relay.seen.unsubscribes.filter(({ at }) => at >= startedAt).map(({ user, at }) => [user, at]),
  )
  const gaps = dying.relay.seen.subscribes
    .filter(({ at, user }) => at >= startedAt && moved.has(user))
    .map(({ at, user }) => at - moved.get(user))
  return {
    seconds: (performance.now() - startedAt) / 1000,
    moved: moved.size,
    longestGapSeconds: Math.max(0, ...gaps) / 1000,
  }
}

function updatesOf(...nodes) {
  return nodes.flatMap(({ relay }) => relay.seen.updates)
}

function subscribesSince({ relay }, since, users) {
  return relay.seen.subscribes.filter(({ at, user }) => at >= since && users.has(user))
}

async function later(at, work) {
  await sleep(Math.max(0, at - performance.now()))
  return work()
}
