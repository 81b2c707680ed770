import { createPerson, type Person } from '../../clients/index.js'
import type { ReadyDocument } from '../../simulators/lab/index.js'

/** The people of the organization that a lab has unless it is told otherwise. */
type WellKnown = 'alice' | 'bob' | 'carol' | 'dave' | 'erin'

/** The people of a lab by the part of their address before the @. */
export type People = Readonly<Record<WellKnown, Person>> & Readonly<Record<string, Person>>

export interface PeopleOptions {
  /** With addresses that this machine reaches. */
  readonly ready: ReadyDocument
  /** PEM of the lab's certificate authority. */
  readonly ca: string
  /** Lab time; absent when it is this machine's. */
  readonly now: (() => number) | undefined
}

/** The people of a lab: each one starts to exist when asked for, and logs in with the first thing they do. */
export function createPeople({ ready, ca, now }: PeopleOptions): People & AsyncDisposable {
  const met = new Map<string, Person>()
  const meet = ({ mail, upn: username, password }: ReadyDocument['users'][number]): Person => {
    const known = met.get(mail)
    if (known !== undefined) return known
    const made = createPerson({
      mail,
      url: ready.exchange.ews,
      credentials: { username, password },
      authentication: 'ntlm',
      ca,
      ...(now === undefined ? {} : { now }),
    })
    met.set(mail, made)
    return made
  }
  const people = {}
  for (const user of ready.users) {
    const alias = user.mail.slice(0, user.mail.indexOf('@'))
    Object.defineProperty(people, alias, { enumerable: true, get: () => meet(user) })
  }
  Object.defineProperty(people, Symbol.asyncDispose, {
    value: () => Promise.all([...met.values()].map((person) => person[Symbol.asyncDispose]())),
  })
  return people as People & AsyncDisposable
}
