// The automatic replies of a person in Exchange are the presence that the Webex SDK shows, live.
import { check } from '../check.mjs'
import { atDesk } from '../desk.mjs'
import { eventOf, people, uuidOf } from '../webex-client.mjs'
import { clientOf } from './sdk.mjs'

const DAY_MS = 24 * 3_600_000
/** Exchange tells nobody of automatic replies: the connector asks twice a minute. */
const PATIENCE_MS = 75_000

const alice = await clientOf(people.alice)
const bob = await clientOf(people.bob)
const desk = atDesk(people.alice)
const alicesId = await uuidOf(alice)
const { presence, mercury } = bob.internal
await mercury.connect()

const isHers =
  (holds) =>
  ({ data }) =>
    data.subject === alicesId && holds(data.status)
const told = (holds) => eventOf(mercury, 'event:apheleia.subscription_update', isHers(holds), PATIENCE_MS)

const away = told((status) => status === 'ooo')
await presence.subscribe([alicesId])
await desk.setsAutomaticReplies({ reply: 'I am in the mountains.', until: Date.now() + DAY_MS })
check('the out-of-office of the organizer arrives live', (await away).data.status === 'ooo')
const composition = await presence.get(alicesId)
check('and is the presence that is shown', composition.statusList[0].status === 'ooo', composition)
const shown = await bob.people.list({ email: people.alice.mail })
check('also by the public API', shown.items[0].status === 'OutOfOffice', shown.items[0].status)
const back = told((status) => status !== 'ooo')
await desk.setsAutomaticReplies('off')
check('until she is back', (await back).data.status !== 'ooo')
const said = await presence.setStatus('dnd', 60)
check('bob does not want to be disturbed', said.status === 'dnd', said)

await mercury.disconnect()
await bob.internal.device.unregister()
await desk[Symbol.asyncDispose]()
process.exit()
