import {
  faulted,
  journaled,
  pipeline,
  type Core,
  type EntryStart,
  type FaultStage,
  type FaultSubject,
  type ProtocolFault,
  type Step,
} from '../../core/index.js'
import { downLevelName } from '../accounts/account.js'
import { BerWriter } from '../ldap/ber/ber-writer.js'
import { decodeRequest } from '../ldap/decode-request.js'
import { requestNotDecoded } from '../ldap/diagnostics.js'
import { encodeResponse } from '../ldap/encode-response.js'
import { EXTENSION } from '../ldap/extension.js'
import { isMalformed } from '../ldap/malformed.js'
import { RESULT, result, type ResultName } from '../ldap/result-code.js'
import { describeAnswer, describeRequest, targetOf } from './describe.js'
import type { LdapInteraction } from './interaction.js'
import { isAnswered, perform, plainAnswer } from './operations.js'

type LdapStep = Step<LdapInteraction>

/** Everything that happens to a request, in order. */
export function createLdapPipeline(core: Core): (interaction: LdapInteraction) => Promise<void> {
  const run = pipeline<LdapInteraction>([
    journaled(core.journal, opening),
    noted,
    fault(core, 'connection'),
    decoded,
    fault(core, 'before'),
    handled,
    fault(core, 'after'),
    encoded,
    fault(core, 'bytes'),
  ])
  return async (interaction) => run(interaction)
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
const noted: LdapStep = async (interaction, next) => {
  await next()
  const { answer, bytes, request } = interaction
  interaction.entry.update({
    outcome: answer === undefined ? '' : String(answer.final.result.code),
    response: answer === undefined ? null : describeAnswer(answer),
    responseBytes: bytes?.length ?? 0,
    ...(request?.kind === 'bind' ? { principal: principalOf(interaction) } : {}),
  })
}

/** A body that cannot be read is answered; the stream itself is still in step. */
const decoded: LdapStep = async (interaction, next) => {
  try {
    interaction.request = decodeRequest(interaction.envelope)
  } catch (error) {
    if (!isMalformed(error)) throw error
    return refuse(interaction)
  }
  const { request } = interaction
  interaction.entry.update({ request: describeRequest(request), target: targetOf(request) })
  await next()
}

function refuse(interaction: LdapInteraction): void {
  const { kind } = interaction.envelope
  if (!isAnswered(kind)) return
  interaction.answer = plainAnswer(kind, requestNotDecoded())
  encodeInto(interaction)
}

const handled: LdapStep = async (interaction, next) => {
  const { request, session, envelope } = interaction
  if (request?.kind === 'unbind') interaction.fate = 'ends'
  if (request === undefined || !isAnswered(request.kind)) return next()
  try {
    interaction.answer = perform(request.kind, { session, request, controls: envelope.controls } as never)
  } catch (error) {
    if (!isMalformed(error)) throw error
    return refuse(interaction)
  }
  if (startsTls(interaction)) interaction.fate = 'secures'
  await next()
}

function startsTls({ request, answer }: LdapInteraction): boolean {
  const isRequested = request?.kind === 'extended' && request.name === EXTENSION.startTls
  return isRequested && answer?.final.result.code === RESULT.success
}

const encoded: LdapStep = async (interaction, next) => {
  encodeInto(interaction)
  await next()
}

function encodeInto(interaction: LdapInteraction): void {
  const { answer, envelope } = interaction
  if (answer === undefined) return
  const { messageId } = envelope
  const writer = new BerWriter()
  for (const response of answer.before ?? []) encodeResponse(writer, { messageId, response })
  encodeResponse(writer, { messageId, response: answer.final, controls: answer.controls ?? [] })
  interaction.bytes = writer.take()
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
    operation: envelope.kind,
    ...(principal === null ? {} : { principal }),
    ...(target === null ? {} : { target }),
  }
}

/** `error` takes the names of result codes, such as `busy` and `unavailable`. */
function strike(interaction: LdapInteraction, act: ProtocolFault): void {
  switch (act.kind) {
    case 'reset':
      interaction.bytes = undefined
      interaction.fate = 'resets'
      return
    case 'silence':
      interaction.bytes = undefined
      return
    case 'truncate':
      encodeInto(interaction)
      interaction.bytes = interaction.bytes?.subarray(0, act.afterBytes)
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
  if (!isAnswered(kind)) return
  interaction.answer = plainAnswer(kind, result(name))
  encodeInto(interaction)
}
