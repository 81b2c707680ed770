import type { World } from '../../core/index.js'
import type { ErrorCode } from '../ews/error-texts.js'
import { SERVERS_STREAM } from './client-access-server.js'
import type { ServerAdministration } from './server-administration.js'

export interface WhereaboutsOptions {
  readonly world: World
  readonly administration: ServerAdministration
  readonly recipientOf: (mailboxGuid: string) => string | undefined
}

/**
 * Whether mailboxes can be used: not while the database is away, nor at the end of a move. Nothing is looked up
 * for a mailbox while all is as usual. @source ews.md 1.5, 11.8
 */
export class Whereabouts implements Disposable {
  readonly #options: WhereaboutsOptions
  readonly #watch: Disposable
  #isUsual = true

  constructor(options: WhereaboutsOptions) {
    this.#options = options
    this.#watch = options.world.watch(SERVERS_STREAM, () => this.#look())
    this.#look()
  }

  /** Why a mailbox cannot be used now; undefined when it can. */
  trouble(mailboxGuid: string): ErrorCode | undefined {
    return this.#isUsual ? undefined : this.#troubleOf(mailboxGuid)
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]()
  }

  #look(): void {
    const { administration } = this.#options
    const isAway = administration.databases().some((database) => !administration.isAvailable(database))
    const isLocked = administration.moveRequests().some(({ status }) => status === 'CompletionInProgress')
    this.#isUsual = !isAway && !isLocked
  }

  #troubleOf(mailboxGuid: string): ErrorCode | undefined {
    const { administration, recipientOf } = this.#options
    const recipient = recipientOf(mailboxGuid)
    if (recipient === undefined) return undefined
    if (administration.moveRequest(recipient)?.status === 'CompletionInProgress')
      return 'ErrorMailboxMoveInProgress'
    const database = administration.homeOf(recipient)
    const isAway = database !== undefined && !administration.isAvailable(database)
    return isAway ? 'ErrorMailboxStoreUnavailable' : undefined
  }
}
