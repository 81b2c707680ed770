import type { Journal, OpenEntry } from '../../core/index.js'
import { BerWriter } from '../ldap/ber/ber-writer.js'
import { encodeResponse } from '../ldap/encode-response.js'
import type { LdapResponse } from '../ldap/response.js'
import type { LdapInteraction, Said } from './interaction.js'
import type { OperationAnswer } from './operation.js'

/** Sends an answer; done at once unless the client is slower than the answer is long. */
export function sendAnswer(interaction: LdapInteraction, answer: OperationAnswer): Promise<void> | void {
  if (interaction.allowance !== undefined) return sendPart(interaction, answer, interaction.allowance)
  const sending = sendEach(interaction, (answer.before ?? NOTHING)[Symbol.iterator]())
  if (answer.later !== undefined) return sending
  return sending === undefined
    ? sendFinal(interaction, answer)
    : sending.then(() => sendFinal(interaction, answer))
}

const NOTHING: readonly LdapResponse[] = []

function sendEach(
  interaction: LdapInteraction,
  responses: Iterator<LdapResponse>,
): Promise<void> | undefined {
  const { outgoing } = interaction
  for (;;) {
    if (interaction.isAbandoned) {
      responses.return?.()
      return undefined
    }
    const next = responses.next()
    if (next.done === true) return undefined
    say(interaction, next.value)
    const waiting = outgoing.isFull ? outgoing.flush() : undefined
    if (waiting !== undefined) return waiting.then(() => sendRest(interaction, responses))
  }
}

function sendRest(interaction: LdapInteraction, responses: Iterator<LdapResponse>): Promise<void> | void {
  interaction.isAbandoned ||= interaction.outgoing.isClosed
  return sendEach(interaction, responses)
}

function say({ envelope, outgoing, said }: LdapInteraction, response: LdapResponse): number {
  const before = outgoing.bytes
  encodeResponse(outgoing.writer, { messageId: envelope.messageId, response })
  const bytes = outgoing.bytes - before
  count(said, response)
  said.bytes += bytes
  return bytes
}

function count(said: Said, { kind }: LdapResponse): void {
  if (kind === 'entry') said.entries++
  if (kind === 'reference') said.references++
}

function sendFinal(
  { envelope, outgoing, said, isAbandoned }: LdapInteraction,
  answer: OperationAnswer,
): void {
  if (isAbandoned) return
  const { final: response, controls = [] } = answer
  const before = outgoing.bytes
  encodeResponse(outgoing.writer, { messageId: envelope.messageId, response, controls })
  said.bytes += outgoing.bytes - before
}

/** The beginning of an answer, which a fault cuts off. */
function sendPart(
  { envelope: { messageId }, outgoing, said }: LdapInteraction,
  { before = NOTHING, final, controls = [] }: OperationAnswer,
  allowance: number,
): void {
  const writer = new BerWriter()
  for (const response of before) encodeResponse(writer, { messageId, response })
  encodeResponse(writer, { messageId, response: final, controls })
  const part = writer.take().subarray(0, allowance)
  outgoing.writer.raw(part)
  said.bytes = part.length
}

/** Sends what an operation that stays open goes on to say, until it ends or nobody listens any more. */
export async function sendLater(
  interaction: LdapInteraction,
  later: AsyncIterable<LdapResponse>,
  options: { readonly journal: Journal; readonly signal: AbortSignal },
): Promise<void> {
  const { journal, signal } = options
  try {
    for await (const response of later) {
      if (signal.aborted) return
      const bytes = say(interaction, response)
      note(journal, interaction, { response, bytes })
      await interaction.outgoing.flush()
    }
  } catch (error) {
    // What waits for the next change is told by the signal, and may say so by its reason.
    if (!signal.aborted) throw error
  }
  if (signal.aborted || interaction.answer === undefined) return
  sendFinal(interaction, interaction.answer)
  await interaction.outgoing.flush()
}

function note(
  journal: Journal,
  { connection, protocol, entry, envelope }: LdapInteraction & { readonly entry: OpenEntry },
  { response, bytes }: { readonly response: LdapResponse; readonly bytes: number },
): void {
  journal.record({
    kind: 'message',
    protocol,
    via: connection.endpoints.name,
    connection: connection.id,
    operation: envelope.kind,
    target: response.kind === 'entry' ? response.dn : null,
    parent: entry.id,
    outcome: response.kind,
    responseBytes: bytes,
  })
}
