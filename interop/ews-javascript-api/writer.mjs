// Somebody who fills a calendar while others watch it.
import { setTimeout as rest } from 'node:timers/promises'
import ews from 'ews-javascript-api'
import { hourOn } from './lab.mjs'

const {
  Appointment,
  ConflictResolutionMode,
  DeleteMode,
  SendInvitationsMode,
  SendInvitationsOrCancellationsMode,
} = ews

/** Makes appointments in a calendar, and remembers which events they must raise: `expected`, by item. */
export function createWriter(service) {
  const expected = new Map()
  let turn = Promise.resolve()

  async function live(subject) {
    const number = expected.size
    const item = new Appointment(service)
    item.Subject = subject
    item.Start = hourOn(3 + Math.floor(number / 20), number % 20)
    item.End = hourOn(3 + Math.floor(number / 20), (number % 20) + 1)
    await item.Save(SendInvitationsMode.SendToNone)
    const id = item.Id.UniqueId
    const events = ['Created']
    expected.set(id, events)
    if (number % 2 === 1) {
      item.Location = 'Harbour'
      await item.Update(ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToNone)
      events.push('Modified')
    }
    if (number % 4 === 3) {
      await item.Delete(DeleteMode.HardDelete)
      events.push('Deleted')
    }
    return id
  }

  /** Every second appointment is changed, and every fourth deleted after that. */
  function write(subject) {
    const written = turn.then(() => live(subject))
    turn = written.then(() => undefined)
    return written
  }

  return {
    expected,
    write,
    /** The ids of what still stands. */
    left: () => [...expected].filter(([, events]) => !events.includes('Deleted')).map(([id]) => id),
    /** Writes in the background, again and again, until the returned function is called. */
    keepWriting(everyMs) {
      let over = false
      const writing = (async () => {
        while (!over) {
          await write('in the background')
          await rest(everyMs)
        }
      })()
      return () => {
        over = true
        return writing
      }
    },
  }
}
