import type { Step } from '../../core/index.js'
import type { AutodiscoverInteraction } from './interaction.js'
import { readBody } from './read-body.js'
import { sendStatus } from './send-answer.js'

/** Reads the request, so that what follows knows what is asked and whose mailbox it is about. */
export const readRequest: Step<AutodiscoverInteraction> = async (interaction, next) => {
  const { exchange, entry, conversation, face } = interaction
  const { method = '' } = exchange.request
  if (!face.methods.includes(method)) return sendStatus(interaction, 405)

  const body = await readBody(exchange)
  if (body === undefined) return sendStatus(interaction, 413)
  const { operation = interaction.operation, target = interaction.target } = conversation.understand(body)
  Object.assign(interaction, { operation, target })
  entry.update({ operation, target, request: body, requestBytes: Buffer.byteLength(body) })
  return next()
}
