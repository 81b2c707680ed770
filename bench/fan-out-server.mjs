// The lab with a mailbox for each subscription. It makes the changes of which clients are told, and remembers when it made
// each.
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { serveLab } from './lab-process.mjs'

const items = []

/** Prime, so that changes go round all mailboxes without keeping to one connection. */
const STRIDE = 7919

await serveLab({ users: Number(process.env.FAN_OUT_MAILBOXES) }, (lab) => ({
  prepare: () => prepare(lab),
  change: (wanted) => change(lab.mail, wanted),
}))

/** Gives every mailbox the appointment that stands in the calendar of the first. */
function prepare(lab) {
  const store = lab.mail
  const [first, ...others] = lab.ready.users.map(({ mail }) => store.mailboxByAddress(mail).guid)
  const { number: folder } = store.folderByDistinguishedId(first, 'calendar')
  const [{ record }] = store.itemsIn(first, folder)
  items.push(record)
  for (const mailbox of others) {
    const changes = store.changes('Bench')
    items.push(changes.create({ mailbox, folder }, record, 'CalendarItemCreated'))
    changes.commit('bench')
  }
  return items.length
}

/** Changes one appointment after the other, so many a second; gives the id of each and when it was changed. */
async function change(store, { perSecond, seconds }) {
  const made = []
  const start = process.hrtime.bigint()
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = start + BigInt(Math.round((number * 1e9) / perSecond))
    await turn()
    while (process.hrtime.bigint() < due) await wait(1)
    const at = (number * STRIDE) % items.length
    const changes = store.changes('Bench')
    items[at] = changes.update(items[at], 'CalendarItemUpdated')
    const { id } = store.ids.ofItem(items[at])
    made.push([id, process.hrtime.bigint()])
    changes.commit('bench')
  }
  return made
}
