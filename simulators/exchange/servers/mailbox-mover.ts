import { instant, LabError, put, remove, type Clock, type World } from '../../core/index.js'
import type { Directory } from '../../directory/index.js'
import { homeIn, homeOnline } from './hybrid/homing.js'
import { moveRequests, type MoveRequest, type MoveStatus } from './move-request.js'
import type { ServerAdministration } from './server-administration.js'
import type { MailboxMoves, MoveOrder } from './server-control.js'

/**
 * How long each part of a move takes, and what it is followed by. @inferred the times; the replication service
 * looks for new requests every few seconds, and locks the mailbox only for the last changes.
 */
const COURSE: Readonly<Partial<Record<MoveStatus, { readonly takesMs: number; readonly next: MoveStatus }>>> =
  {
    Queued: { takesMs: 5_000, next: 'InProgress' },
    InProgress: { takesMs: 30_000, next: 'CompletionInProgress' },
    CompletionInProgress: { takesMs: 10_000, next: 'Completed' },
  }

export interface MailboxMoverOptions {
  readonly world: World
  readonly clock: Clock
  readonly directory: Directory
  readonly administration: ServerAdministration
  /** Whether there is an Exchange Online to which mailboxes can move. */
  readonly hasOnline: boolean
  /** Is told of each mailbox that has arrived elsewhere. */
  readonly moved: (mailboxGuid: string) => void
}

/**
 * Moves mailboxes between databases. A mailbox can be used while it is copied; only for its last changes it is
 * locked. Its ids stay. A move goes on over the restart of servers. @source Microsoft, New-MoveRequest
 */
export class MailboxMover implements MailboxMoves, Disposable {
  readonly #options: MailboxMoverOptions
  readonly #timers = new Map<string, Disposable>()

  constructor(options: MailboxMoverOptions) {
    this.#options = options
    this.resumeAll()
  }

  request(order: MoveOrder): void {
    const { administration, clock, hasOnline } = this.#options
    const { recipient, targetDeliveryDomain = null, suspendsWhenReady = false } = order
    if (administration.moveRequest(recipient) !== undefined) throw moveExists()
    const source = administration.homeOf(recipient)?.name ?? null
    const target = targetDeliveryDomain === null ? this.#targetOf(order, source) : null
    if (source === target || !this.#hasMailbox(recipient)) throw moveNowhere()
    if (targetDeliveryDomain !== null && !hasOnline) throw moveNowhere()
    const request = {
      recipient,
      source,
      target,
      targetDeliveryDomain,
      suspendsWhenReady,
      queuedAt: clock.now(),
    }
    this.#enter(request, 'Queued')
  }

  resume(recipient: string): void {
    const request = this.#options.administration.moveRequest(recipient)
    if (request?.status !== 'AutoSuspended') throw moveUnknown('that waits to be resumed')
    this.#enter({ ...request, suspendsWhenReady: false }, 'CompletionInProgress')
  }

  remove(recipient: string): void {
    if (this.#options.administration.moveRequest(recipient) === undefined) throw moveUnknown()
    this.#forget(recipient)
    const writes = [remove(moveRequests, recipient)]
    this.#options.world.commit({ cause: 'mailbox-move', reason: 'MoveRequestRemoved', writes })
  }

  /** Takes up what the world says is under way, as after a restore. */
  resumeAll(): void {
    for (const recipient of [...this.#timers.keys()]) this.#forget(recipient)
    for (const request of this.#options.administration.moveRequests()) this.#await(request)
  }

  [Symbol.dispose](): void {
    for (const recipient of [...this.#timers.keys()]) this.#forget(recipient)
  }

  #enter(request: Omit<MoveRequest, 'status' | 'nextAt'>, status: MoveStatus): void {
    const { world, clock } = this.#options
    const takesMs = COURSE[status]?.takesMs
    const nextAt = takesMs === undefined ? null : instant(clock.now() + takesMs)
    const entered: MoveRequest = { ...request, status, nextAt }
    if (status === 'Completed') this.#arrive(entered)
    world.commit({ cause: 'mailbox-move', reason: `Move${status}`, writes: [put(moveRequests, entered)] })
    this.#await(entered)
  }

  #await(request: MoveRequest): void {
    const { clock } = this.#options
    const course = COURSE[request.status]
    if (course === undefined || request.nextAt === null) return this.#forget(request.recipient)
    const isReady = course.next === 'CompletionInProgress'
    const next = isReady && request.suspendsWhenReady ? 'AutoSuspended' : course.next
    const waitMs = Math.max(0, request.nextAt - clock.now())
    this.#timers.set(
      request.recipient,
      clock.schedule(waitMs, () => this.#enter(request, next)),
    )
  }

  #forget(recipient: string): void {
    this.#timers.get(recipient)?.[Symbol.dispose]()
    this.#timers.delete(recipient)
  }

  /** The directory says from now on that the mailbox is there. */
  #arrive({ recipient, target, targetDeliveryDomain }: MoveRequest): void {
    const { directory, administration, moved } = this.#options
    if (targetDeliveryDomain !== null) homeOnline(directory, recipient, targetDeliveryDomain)
    else if (target !== null) homeIn(directory, recipient, administration.database(target).objectGuid)
    const { mailboxGuid, remote } = directory.recipients.byGuid(recipient) ?? {}
    const guid = mailboxGuid ?? remote?.mailboxGuid
    if (guid !== undefined) moved(guid)
  }

  #targetOf({ target }: MoveOrder, source: string | null): string | null {
    const { administration } = this.#options
    if (target !== undefined) return administration.database(target).name
    return administration.databases().find(({ name }) => name !== source)?.name ?? null
  }

  /** A mailbox in Exchange Online can move as well, if that is part of this lab. */
  #hasMailbox(recipient: string): boolean {
    const { directory, hasOnline } = this.#options
    const { mailboxGuid, remote } = directory.recipients.byGuid(recipient) ?? {}
    return mailboxGuid !== undefined || (remote !== undefined && hasOnline)
  }
}

function moveExists(): LabError {
  return new LabError('MOVE_EXISTS', {
    message: 'There is already a move request for this mailbox.',
    hint: 'Remove it first, also when it has been completed.',
  })
}

function moveNowhere(): LabError {
  return new LabError('MOVE_NOWHERE', {
    message: 'The mailbox cannot move: there is none, or no other place for it.',
    hint: 'Name another database, or start the lab with more of them or with Exchange Online.',
  })
}

function moveUnknown(which = ''): LabError {
  return new LabError('MOVE_UNKNOWN', { message: `There is no move request ${which} for this mailbox.` })
}
