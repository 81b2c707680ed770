import type { Core } from '../../core/index.js'
import { machineAccounts, people } from '../records/people.js'
import { findToken } from './tokens.js'
import { oauthClients, type Token } from '../records/tokens.js'

/** Who makes a request, as its access token says. */
export interface Caller {
  readonly kind: Token['subject']['kind']
  readonly id: string
  readonly orgId: string
  /** The mail address of a person, the uid of a machine account, the id of an application. */
  readonly name: string
  readonly scopes: readonly string[]
  /** The application that the token was issued to. */
  readonly clientId: string | null
  readonly isFullAdministrator: boolean
  /** Has any role, if only one that lets read. */
  readonly isAdministrator: boolean
  /** The cluster of a machine account. */
  readonly clusterId: string | null
}

/** Who an access token belongs to; undefined when it is not valid (any more). */
export function findCaller(core: Core, text: string): Caller | undefined {
  const token = findToken(core, 'access', text)
  if (token === undefined) return undefined

  const { subject, scopes, clientId } = token
  const account = ACCOUNTS[subject.kind](core, subject.id)
  return (
    account && {
      ...subject,
      scopes,
      clientId,
      isFullAdministrator: false,
      isAdministrator: false,
      clusterId: null,
      ...account,
    }
  )
}

type Account = Pick<Caller, 'name'> &
  Partial<Pick<Caller, 'isFullAdministrator' | 'isAdministrator' | 'clusterId'>>

/** What is known of an account by its kind; undefined when it has gone. */
const ACCOUNTS: Readonly<Record<Caller['kind'], (core: Core, id: string) => Account | undefined>> = {
  person({ world }, id) {
    const person = world.get(people, id)
    return (
      person && {
        name: person.email,
        isFullAdministrator: person.roles.includes('Full Administrator'),
        isAdministrator: person.roles.length > 0,
      }
    )
  },
  machine({ world }, id) {
    const account = world.get(machineAccounts, id)
    return account && { name: account.uid, clusterId: account.clusterId }
  },
  client({ world }, id) {
    const client = world.get(oauthClients, id)
    return client && { name: client.id }
  },
}
