import { z } from 'zod'
import { parseInstant } from '../../core/index.js'
import { pageQuery } from '../rest/page-query.js'
import { attachmentShape } from './shapes.js'

/** @source developer.webex.com, messages: the longest message */
const MAX_TEXT_BYTES = 7439

const text = z
  .string()
  .refine((value) => Buffer.byteLength(value) <= MAX_TEXT_BYTES, `must have at most ${MAX_TEXT_BYTES} bytes`)
const words = { text: text.optional(), markdown: text.optional() }

/** One file and one card at most. @source developer.webex.com, messages */
export const newMessageBody = z.strictObject({
  roomId: z.string().optional(),
  toPersonId: z.string().optional(),
  toPersonEmail: z.email().optional(),
  parentId: z.string().optional(),
  ...words,
  files: z.array(z.string()).max(1, 'Only one file is allowed per message.').optional(),
  attachments: z.array(attachmentShape).max(1, 'Only one card is allowed per message.').optional(),
})
export type NewMessage = z.output<typeof newMessageBody>

export const editBody = z.strictObject({ roomId: z.string(), ...words })

export const listQuery = z.strictObject({
  ...pageQuery(1000, 50),
  roomId: z.string(),
  parentId: z.string().optional(),
  mentionedPeople: z.literal('me').optional(),
  before: z.iso.datetime({ offset: true }).transform(parseInstant).optional(),
  beforeMessage: z.string().optional(),
})
export type ListQuery = z.output<typeof listQuery>

export const directQuery = z.strictObject({
  ...pageQuery(1000, 50),
  personId: z.string().optional(),
  personEmail: z.string().optional(),
  parentId: z.string().optional(),
})
export type DirectQuery = z.output<typeof directQuery>
