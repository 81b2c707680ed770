import type { Person, PersonOptions, Schedule, Scheduled } from '../../../clients/index.js'
import type { LabView } from './lab-view.js'
import { createLazyPerson } from './lazy-person.js'

/** A meeting that someone of the lab organizes. */
export interface LabMeeting extends Scheduled {
  readonly organizer: LabPerson
  /** The journal's cursor from before it was scheduled. */
  readonly since: number
}

/** Someone of the lab's organization, on the wire with credentials of their own, living by the lab's clock. */
export interface LabPerson extends Person {
  /** `alice` */
  readonly alias: string
  /** The account as the journal names it: `ENT-PA\alice`. */
  readonly account: string
  /** The lab in whose organization this person is. */
  readonly lab: LabView
  schedules(meeting: Schedule): Promise<LabMeeting>
}

export interface LabPersonOptions extends PersonOptions {
  readonly alias: string
  readonly account: string
  readonly lab: LabView
}

/** What leads back to the whole lab is not enumerable, so that nobody who prints a person or a meeting prints the lab. */
export function createLabPerson({ lab, alias, account, ...options }: LabPersonOptions): LabPerson {
  const person = createLazyPerson(options)
  const schedules = async (meeting: Schedule): Promise<LabMeeting> => {
    const since = lab.journal.cursor
    const scheduled = await person.schedules(meeting)
    return hiding({ ...scheduled }, { organizer: self, since })
  }
  const self: LabPerson = hiding({ ...person, alias, account, schedules }, { lab })
  return self
}

function hiding<Shown extends object, Hidden extends object>(shown: Shown, hidden: Hidden): Shown & Hidden {
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(shown, name, { value })
  return shown as Shown & Hidden
}
