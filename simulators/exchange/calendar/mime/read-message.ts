import type { Instant } from '../../../core/index.js'
import { storedBody } from '../body/convert-body.js'
import type { RecipientLookup } from '../calendar.js'
import type { Body, FileAttachment, Mail, Person } from '../item.js'
import { personOf } from '../meetings/people.js'
import { decodeHeader, decodeText } from './decode.js'
import { parseDate } from './headers.js'
import { readPart, type MimePart } from './read-part.js'

/** What reading needs besides the bytes. */
export interface MessageReading {
  readonly recipients: RecipientLookup
  readonly now: Instant
}

/** A message as its MIME content describes it; undefined for what is none. @source RFC 5322 */
export function readMessage(item: Mail, bytes: string, reading: MessageReading): Mail | undefined {
  const part = readPart(bytes)
  if (part === undefined || part.headers.size === 0) return undefined
  const parts = [...leaves(part)]
  const body = bodyIn(parts)
  const subject = headerIn(part, 'subject')
  const importance = importanceIn(part)
  const inReplyTo = headerIn(part, 'in-reply-to')
  return {
    ...item,
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body }),
    ...(importance === undefined ? {} : { importance }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    attachments: parts.filter(isFile).map((file, at) => attachmentOf(file, at + 1, reading.now)),
    message: {
      ...item.message,
      ...peopleIn(part, reading),
      ...idsIn(part),
      ...(subject === undefined ? {} : { conversationTopic: subject }),
    },
  }
}

function* leaves(part: MimePart): Generator<MimePart> {
  if (part.parts.length === 0) yield part
  for (const one of part.parts) yield* leaves(one)
}

function headerIn({ headers }: MimePart, name: string): string | undefined {
  const value = headers.get(name)
  return value === undefined ? undefined : decodeHeader(value)
}

function isFile({ type, disposition }: MimePart): boolean {
  if (disposition.kind === 'attachment' || disposition.fileName !== undefined) return true
  return !/^text\/(plain|html|calendar)$/.test(type)
}

/** The richest form: HTML where there is some. */
function bodyIn(parts: readonly MimePart[]): Body | undefined {
  const texts = parts.filter((part) => !isFile(part))
  const html = texts.find(({ type }) => type === 'text/html')
  const shown = html ?? texts.find(({ type }) => type === 'text/plain')
  if (shown === undefined) return undefined
  return storedBody(
    html === undefined ? 'Text' : 'HTML',
    decodeText(shown.content, shown.parameters.get('charset')),
  )
}

function attachmentOf(
  { type, headers, disposition, content }: MimePart,
  number: number,
  modifiedAt: Instant,
): FileAttachment {
  const contentId = headers.get('content-id')?.replace(/^\s*<|>\s*$/g, '')
  return {
    kind: 'file',
    number,
    name: disposition.fileName ?? `ATT${String(number).padStart(5, '0')}`,
    contentType: type,
    ...(contentId === undefined ? {} : { contentId }),
    isInline: disposition.kind === 'inline',
    isContactPhoto: false,
    content: Buffer.from(content, 'latin1').toString('base64'),
    modifiedAt,
  }
}

function importanceIn(part: MimePart): Mail['importance'] | undefined {
  const written = (headerIn(part, 'importance') ?? '').trim().toLowerCase()
  return { low: 'Low', normal: 'Normal', high: 'High' }[written] as Mail['importance'] | undefined
}

function peopleIn(part: MimePart, { recipients }: MessageReading): Partial<Mail['message']> {
  const people = (name: string) => readAddresses(part.headers.get(name) ?? '', recipients)
  const [from] = people('from')
  const [sender] = people('sender')
  return {
    ...(from === undefined ? {} : { from }),
    ...(sender === undefined ? {} : { sender }),
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    replyTo: people('reply-to'),
  }
}

function idsIn(part: MimePart): Partial<Mail['message']> {
  const internetMessageId = headerIn(part, 'message-id')?.trim()
  const references = headerIn(part, 'references')?.trim()
  const sentAt = parseDate(headerIn(part, 'date') ?? '')
  return {
    ...(internetMessageId === undefined ? {} : { internetMessageId }),
    ...(references === undefined ? {} : { references }),
    ...(sentAt === undefined ? {} : { sentAt }),
  }
}

/** `"Name" <address>, address`; the names of groups are left out. @source RFC 5322 3.4 */
function readAddresses(list: string, recipients: RecipientLookup): readonly Person[] {
  const entries = list.match(/(?:"(?:\\.|[^"\\])*"|[^,;"])+/g) ?? []
  return entries.flatMap((entry) => {
    const fields = /^(.*?)<([^<>]*)>\s*$/s.exec(entry)
    const address = (fields?.[2] ?? entry.replace(/^[^:@]*:/, '')).trim()
    const name = readName(fields?.[1]?.trim() ?? '')
    return address.includes('@') ? [personOf(recipients, address, name === '' ? address : name)] : []
  })
}

function readName(written: string): string {
  const quoted = /^"(.*)"$/s.exec(written)?.[1]
  return decodeHeader(quoted?.replace(/\\(.)/g, '$1') ?? written)
}
