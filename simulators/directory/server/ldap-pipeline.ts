import {
  faulted,
  pipeline,
  type Core,
  type EntryStart,
  type FaultStage,
  type FaultSubject,
  type Next,
  type ProtocolFault,
  type Step,
} from '../../core/index.js'
import { downLevelName } from '../accounts/account.js'
import { decodeRequest } from '../ldap/decode-request.js'
import { requestNotDecoded } from '../ldap/diagnostics.js'
import { EXTENSION } from '../ldap/extension.js'
import { isMalformed } from '../ldap/malformed.js'
import { RESULT, result, type ResultName } from '../ldap/result-code.js'
import { describeRequest, describeSaid, targetOf } from './describe.js'
import type { LdapInteraction } from './interaction.js'
import { isAnswered, perform, plainAnswer } from './operations.js'
import { sendAnswer, sendLater } from './send-answer.js'

type LdapStep = Step<LdapInteraction>

/** What handles a request; done at once when nothing has to be waited for. */
export type HandleRequest = (interaction: LdapInteraction) => Promise<void> | void

export interface LdapPipelineOptions {
  readonly core: Core
  /** Told of a defect in an operation that stays open; its connection is closed. */
  readonly report: (defect: unknown) => void
}

/** Everything that happens to a request, in order; the answer is sent when it is back at `answered`. */
export function createLdapPipeline(options: LdapPipelineOptions): HandleRequest {
  const { core } = options
  return pipeline<LdapInteraction>([
    journaled(core),
    answered(options),
    fault(core, 'connection'),
    decoded,
    fault(core, 'before'),
    handled,
    admitted,
    fault(core, 'after'),
    fault(core, 'bytes'),
  ])
}

/** Goes on at once, or when what has begun is done. */
function whenDone(begun: Promise<void> | void, goOn: Next): Promise<void> | void {
  return begun instanceof Promise ? begun.then(goOn) : goOn()
}

/** Opens the entry, and closes it when the answer has been sent. An operation that stays open closes its own. */
function journaled({ journal }: Core): LdapStep {
  return (interaction, next) => {
    interaction.entry = journal.open(opening(interaction))
    const failed = (defect: unknown): never => {
      interaction.entry.close()
      throw defect
    }
    try {
      const going = whenDone(next(), () => {
        if (!interaction.staysOpen) note(interaction)
      })
      return going instanceof Promise ? going.catch(failed) : going
    } catch (defect) {
      return failed(defect)
    }
  }
}

function opening({ connection, protocol, session, envelope }: LdapInteraction): EntryStart {
  return {
    kind: 'call',
    protocol,
    via: connection.endpoints.name,
    connection: connection.id,
    operation: envelope.kind,
    principal: principalOf({ session }),
    requestBytes: envelope.content.length,
  }
}

function principalOf({ session }: Pick<LdapInteraction, 'session'>): string | null {
  return session.account === undefined ? null : downLevelName(session.account)
}

/** Tells the journal how the request ended. A bind's principal is who it made the client. */
function note(interaction: LdapInteraction): void {
  const { answer, entry, isAbandoned, request, said } = interaction
  const principal = request?.kind === 'bind' ? { principal: principalOf(interaction) } : {}
  if (answer === undefined) return entry.close({ outcome: isAbandoned ? 'abandoned' : '', ...principal })
  const end = isAbandoned ? undefined : answer.final.result
  entry.close({
    outcome: end === undefined ? 'abandoned' : String(end.code),
    response: describeSaid(said, end),
    responseBytes: said.bytes,
    ...principal,
  })
}

/** Sends the answer. What stays open goes on beside the requests that follow. */
function answered({ core, report }: LdapPipelineOptions): LdapStep {
  return (interaction, next) =>
    whenDone(next(), () => {
      const { answer } = interaction
      if (answer === undefined) return
      return whenDone(sendAnswer(interaction, answer), () => {
        if (answer.later !== undefined && !interaction.isAbandoned) void stayOpen(interaction, answer.later)
      })
    })

  async function stayOpen(
    interaction: LdapInteraction,
    later: NonNullable<LdapInteraction['answer']>['later'] & object,
  ): Promise<void> {
    const { connection, entry, envelope, session } = interaction
    const signal = session.outstanding.stay(envelope.messageId)
    interaction.staysOpen = true
    entry.becomeStream()
    try {
      await sendLater(interaction, later(signal), { journal: core.journal, signal })
    } catch (defect) {
      report(defect)
      connection.socket.destroy()
    } finally {
      session.outstanding.leave(envelope.messageId)
      interaction.isAbandoned = signal.aborted
      note(interaction)
    }
  }
}

/** A body that cannot be read is answered; the stream itself is still in step. */
const decoded: LdapStep = (interaction, next) => {
  try {
    interaction.request = decodeRequest(interaction.envelope)
  } catch (error) {
    if (!isMalformed(error)) throw error
    return refuse(interaction)
  }
  const { request } = interaction
  interaction.entry.update({ request: describeRequest(request), target: targetOf(request) })
  return next()
}

function refuse(interaction: LdapInteraction): void {
  const { kind } = interaction.envelope
  if (isAnswered(kind)) interaction.answer = plainAnswer(kind, requestNotDecoded())
}

const handled: LdapStep = (interaction, next) => {
  const { request, session, envelope } = interaction
  const { outstanding } = session
  if (request?.kind === 'unbind') interaction.fate = 'ends'
  if (request?.kind === 'abandon') outstanding.abandon(request.abandonedId)
  if (request === undefined || !isAnswered(request.kind)) return next()
  if (interaction.isAbandoned) return
  if (outstanding.isStaying(envelope.messageId)) return refuse(interaction)
  // @source RFC 4511 4.2.1: a bind abandons what is outstanding
  if (request.kind === 'bind') outstanding.abandonStaying()
  try {
    interaction.answer = perform(request.kind, { session, request, controls: envelope.controls } as never)
  } catch (error) {
    if (!isMalformed(error)) throw error
    return refuse(interaction)
  }
  if (startsTls(interaction)) interaction.fate = 'secures'
  if (session.agreedLayer !== undefined) interaction.fate = 'protects'
  return next()
}

function startsTls({ request, answer }: LdapInteraction): boolean {
  const isRequested = request?.kind === 'extended' && request.name === EXTENSION.startTls
  return isRequested && answer?.final.result.code === RESULT.success
}

/** Not too many operations of a connection stay open. @source MS-ADTS 3.1.1.3.4.6 (MaxNotificationPerConn) */
const admitted: LdapStep = (interaction, next) => {
  const { answer, envelope, session } = interaction
  if (answer?.later === undefined) return next()
  const isTooMany = session.outstanding.staying >= session.directory.limits().MaxNotificationPerConn
  if (isTooMany && isAnswered(envelope.kind)) {
    interaction.answer = plainAnswer(envelope.kind, result('adminLimitExceeded'))
  }
  return next()
}

function fault(core: Core, stage: FaultStage): LdapStep {
  const { faults, clock } = core
  return faulted<LdapInteraction>({ faults, clock, stage, subject, strike })
}

function subject({ connection, protocol, session, envelope, request }: LdapInteraction): FaultSubject {
  const principal = principalOf({ session })
  const target = request === undefined ? null : targetOf(request)
  return {
    protocol,
    via: connection.endpoints.name,
    server: session.directory.forest.controllerName,
    operation: envelope.kind,
    ...(principal === null ? {} : { principal }),
    ...(target === null ? {} : { target }),
  }
}

/** `error` takes the names of result codes, such as `busy` and `unavailable`. */
function strike(interaction: LdapInteraction, act: ProtocolFault): void {
  switch (act.kind) {
    case 'reset':
      interaction.answer = undefined
      interaction.fate = 'resets'
      return
    case 'silence':
      interaction.answer = undefined
      return
    case 'truncate':
      interaction.allowance = act.afterBytes
      interaction.fate = 'ends'
      return
    case 'error':
      return strikeWith(interaction, act.code in RESULT ? (act.code as ResultName) : 'other')
    case 'status':
      return strikeWith(interaction, 'unavailable')
  }
}

function strikeWith(interaction: LdapInteraction, name: ResultName): void {
  const { kind } = interaction.envelope
  if (isAnswered(kind)) interaction.answer = plainAnswer(kind, result(name))
}
