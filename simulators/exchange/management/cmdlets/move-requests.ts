import type { MoveRequest } from '../../servers/index.js'
import { anything, boolean, flag, identity, name, oneOf, text } from '../binding/kind.js'
import { mandatory, mandatoryIn, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { canonicalName, recipientNamed } from '../objects/find.js'
import { objectNotFound, refused } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import type { ShellObject } from '../values.js'
import { databaseNamed } from './servers.js'

const tasks = 'RecipientTasks'
const COLUMNS = ['DisplayName', 'Status', 'TargetDatabase']
const MOVE = mandatory(identity('MoveRequestIdParameter'), { position: 0 })
/** The sets of a move to or from Exchange Online. */
const BETWEEN_PREMISES = ['MigrationRemote', 'MigrationOutbound']
const STATUS = [
  'Queued',
  'InProgress',
  'AutoSuspended',
  'CompletionInProgress',
  'Completed',
  'Failed',
] as const

/** New-, Get-, Resume- and Remove-MoveRequest. @source Exchange documentation of these cmdlets */
export const MOVE_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-MoveRequest',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: mandatory(identity('MailboxOrMailUserIdParameter'), { position: 0 }),
      TargetDatabase: optional(identity('DatabaseIdParameter'), { sets: ['MigrationLocal'] }),
      Remote: mandatoryIn(['MigrationRemote'], flag),
      Outbound: mandatoryIn(['MigrationOutbound'], flag),
      RemoteHostName: mandatoryIn(BETWEEN_PREMISES, text),
      RemoteCredential: optional(anything, { sets: BETWEEN_PREMISES }),
      RemoteTargetDatabase: optional(text, { sets: ['MigrationOutbound'] }),
      TargetDeliveryDomain: mandatoryIn(BETWEEN_PREMISES, name),
      SuspendWhenReadyToComplete: optional(flag),
    },
    without: [
      'AcceptLargeDataLoss',
      'AllowLargeItems',
      'ArchiveOnly',
      'BadItemLimit',
      'BatchName',
      'CompletedRequestAgeLimit',
      'LargeItemLimit',
      'MRSServer',
      'PrimaryOnly',
      'Priority',
      'Protect',
      'PreserveMailboxSignature',
      'IgnoreRuleLimitErrors',
      'SkipMoving',
      'Suspend',
    ],
    run({ Identity, TargetDatabase, TargetDeliveryDomain: domain, SuspendWhenReadyToComplete }, running) {
      const recipient = movable(running, Identity)
      const target = TargetDatabase === undefined ? undefined : databaseNamed(running, TargetDatabase).name
      translated(refusals(Identity, target), () =>
        running.moves.request({
          recipient,
          ...(target === undefined ? {} : { target }),
          ...(domain === undefined || domain === running.directory.forest.dnsDomain
            ? {}
            : { targetDeliveryDomain: domain }),
          suspendsWhenReady: SuspendWhenReadyToComplete === true,
        }),
      )
      return shownMove(running, running.servers.moveRequest(recipient))
    },
  }),
  cmdlet({
    name: 'Get-MoveRequest',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: optional(identity('MoveRequestIdParameter'), { position: 0 }),
      MoveStatus: optional(oneOf('Microsoft.Exchange.Data.Directory.Recipient.RequestStatus', STATUS)),
      TargetDatabase: optional(identity('DatabaseIdParameter')),
    },
    without: ['BatchName', 'ResultSize', 'SortBy'],
    run({ Identity, MoveStatus, TargetDatabase }, running) {
      if (Identity !== undefined) return shownMove(running, moveOf(running, Identity))
      return running.servers
        .moveRequests()
        .filter(({ status }) => MoveStatus === undefined || status === MoveStatus)
        .filter(
          ({ target }) =>
            TargetDatabase === undefined || target === databaseNamed(running, TargetDatabase).name,
        )
        .flatMap((move) => shownMove(running, move))
    },
  }),
  cmdlet({
    name: 'Resume-MoveRequest',
    tasks,
    parameters: { Identity: MOVE, SuspendWhenReadyToComplete: optional(boolean) },
    run({ Identity }, running) {
      running.moves.resume(moveOf(running, Identity).recipient)
      return undefined
    },
  }),
  cmdlet({
    name: 'Remove-MoveRequest',
    tasks,
    parameters: { Identity: MOVE, Force: optional(flag) },
    run({ Identity }, running) {
      running.moves.remove(moveOf(running, Identity).recipient)
      return undefined
    },
  }),
]

/** @observed the first, from New-MoveRequest; @inferred the second */
const refusals = (wanted: string, target: string | undefined) => ({
  MOVE_EXISTS: () =>
    refused(
      `The mailbox '${wanted}' already has a pending move request. Please remove the move request for this mailbox before creating a new one.`,
      'ManagementObjectAlreadyExistsException',
    ),
  MOVE_NOWHERE: () =>
    refused(
      target === undefined
        ? `There is no other mailbox database to move '${wanted}' to.`
        : `The mailbox '${wanted}' is already in the target mailbox database '${target}'.`,
      'RecipientTaskException',
    ),
})

/** Somebody with a mailbox, here or in Exchange Online; by objectGuid. */
function movable(running: Running, wanted: string): string {
  const { entry, recipient } = recipientNamed(running, wanted)
  if (recipient.mailboxGuid === undefined && recipient.remote === undefined)
    throw objectNotFound(running, wanted)
  return entry.key
}

function moveOf(running: Running, wanted: string): MoveRequest {
  const move = running.servers.moveRequest(recipientNamed(running, wanted).entry.key)
  if (move === undefined) throw objectNotFound(running, wanted)
  return move
}

function shownMove(running: Running, move: MoveRequest | undefined): readonly ShellObject[] {
  const recipient = move === undefined ? undefined : running.directory.recipients.byGuid(move.recipient)
  if (move === undefined || recipient === undefined) return []
  return [
    shellObject('MoveRequest', move.recipient, {
      DisplayName: recipient.displayName,
      Status: move.status,
      TargetDatabase: move.target,
      SourceDatabase: move.source,
      SuspendWhenReadyToComplete: move.suspendsWhenReady,
      QueuedTimestamp: { kind: 'moment', at: move.queuedAt },
      Alias: recipient.alias,
      ExchangeGuid: recipient.mailboxGuid ?? null,
      Identity: canonicalName(running, move.recipient),
    }),
  ]
}
