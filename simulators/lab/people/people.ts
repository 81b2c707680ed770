import type { Authentication } from '../../../clients/index.js'
import { LabError } from '../../core/index.js'
import { createLabPerson, type LabPerson } from './lab-person.js'
import type { LabView } from './lab-view.js'

/** The people of the organization that a lab has unless it is told otherwise. */
const WELL_KNOWN = ['alice', 'bob', 'carol', 'dave', 'erin'] as const

/** The people of a lab by alias. */
export type People = Readonly<Record<(typeof WELL_KNOWN)[number], LabPerson>> &
  Readonly<Record<string, LabPerson>>

export interface PeopleOptions {
  readonly lab: LabView
  /** PEM of the lab's certificate authority. */
  readonly ca: string
  readonly authentication: Authentication
}

/** The people of a lab: each one starts to exist when asked for, and logs in with the first thing they do. */
export function createPeople({ lab, ca, authentication }: PeopleOptions): People & AsyncDisposable {
  const met = new Map<string, LabPerson>()
  const { users, exchange, serviceAccount } = lab.ready
  const domain = serviceAccount.down.split('\\')[0] ?? ''

  const meet = (alias: string, user: (typeof users)[number]): LabPerson => {
    const known = met.get(alias)
    if (known !== undefined) return known
    const person = createLabPerson({
      lab,
      alias,
      account: `${domain}\\${alias}`,
      mail: user.mail,
      url: exchange.ews,
      credentials: { username: user.upn, password: user.password },
      authentication,
      ca,
      now: () => lab.clock.now(),
    })
    met.set(alias, person)
    return person
  }

  const people = {}
  for (const user of users) {
    const alias = user.upn.split('@')[0] ?? user.upn
    Object.defineProperty(people, alias, { enumerable: true, get: () => meet(alias, user) })
  }
  for (const alias of WELL_KNOWN) {
    if (alias in people) continue
    Object.defineProperty(people, alias, { get: () => notHere(alias, Object.keys(people)) })
  }
  Object.defineProperty(people, Symbol.asyncDispose, {
    value: () => Promise.all([...met.values()].map((person) => person[Symbol.asyncDispose]())),
  })
  return people as People & AsyncDisposable
}

function notHere(alias: string, others: readonly string[]): never {
  const some = others.slice(0, 5).join(', ')
  throw new LabError('PERSON_UNKNOWN', {
    message: `There is no ${alias} in this lab's organization.`,
    hint:
      others.length === 0 ? 'It has no people.' : `Its people are ${some}${others.length > 5 ? ', …' : ''}.`,
  })
}
