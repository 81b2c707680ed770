import { htmlOf, textOf } from '../body/convert-body.js'
import type { Attachment, FileAttachment, MessageItem } from '../item.js'
import { addressList, dateText, headerText } from './headers.js'
import { binaryPart, multipart, textPart, writePart, type Part } from './parts.js'

/**
 * A message as it goes over the internet: text, HTML where that is what it was written in, the calendar of a
 * meeting message, and files. @observed in MIME content of Exchange Online; RFC 5322, RFC 6047
 */
export function writeMessage(item: MessageItem, calendar: string | undefined): string {
  const content = withFiles(item, bodyPart(item, calendar))
  const [contentType = '', ...more] = content.headers
  return writePart({ ...content, headers: [...headersOf(item), contentType, 'MIME-Version: 1.0', ...more] })
}

function headersOf({
  subject,
  message,
  importance,
  culture = 'en-US',
  attachments,
}: MessageItem): readonly string[] {
  const { from, sender, to, cc, bcc, replyTo, sentAt, internetMessageId, references } = message
  const people = (name: string, list: typeof to) =>
    list.length === 0 ? [] : [`${name}: ${addressList(list)}`]
  const index = Buffer.from(message.conversationIndex, 'hex').toString('base64')
  return [
    `From: ${addressList([from])}`,
    ...(sender === undefined ? [] : [`Sender: ${addressList([sender])}`]),
    ...people('To', to),
    ...people('CC', cc),
    ...people('BCC', bcc),
    ...people('Reply-To', replyTo),
    `Subject: ${headerText(subject)}`,
    `Thread-Topic: ${headerText(message.conversationTopic)}`,
    `Thread-Index: ${index}`,
    ...(importance === 'Normal' ? [] : [`Importance: ${importance.toLowerCase()}`]),
    ...(sentAt === undefined ? [] : [`Date: ${dateText(sentAt)}`]),
    `Message-ID: ${internetMessageId}`,
    ...(references === undefined ? [] : [`References: ${references}`]),
    `Content-Language: ${culture}`,
    `X-MS-Has-Attach: ${attachments.length > 0 ? 'yes' : ''}`.trimEnd(),
  ]
}

function bodyPart(item: MessageItem, calendar: string | undefined): Part {
  const { body } = item
  const parts = [textPart('text/plain', textOf(body))]
  if (body.type === 'HTML' || calendar !== undefined) parts.push(textPart('text/html', htmlOf(body)))
  if (calendar !== undefined) parts.push(calendarPart(calendar))
  const [only] = parts
  return only !== undefined && parts.length === 1
    ? only
    : multipart('alternative', parts, boundaryOf(item, 0))
}

function calendarPart(calendar: string): Part {
  const method = /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'REQUEST'
  const headers = [`Content-Type: text/calendar; charset="utf-8"; method=${method}`]
  return binaryPart(headers, Buffer.from(calendar).toString('base64'))
}

function withFiles(item: MessageItem, body: Part): Part {
  const files = item.attachments.filter(isFile)
  if (files.length === 0) return body
  return multipart('mixed', [body, ...files.map(filePart)], boundaryOf(item, 1))
}

function isFile(attachment: Attachment): attachment is FileAttachment {
  return attachment.kind === 'file'
}

function filePart({ name, contentType, contentId, isInline, content }: FileAttachment): Part {
  const shown = headerText(name).replaceAll('"', "'")
  return binaryPart(
    [
      `Content-Type: ${contentType ?? 'application/octet-stream'}; name="${shown}"`,
      `Content-Disposition: ${isInline ? 'inline' : 'attachment'}; filename="${shown}"`,
      ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
    ],
    content,
  )
}

/** @observed: made of the id of the message */
function boundaryOf({ message: { internetMessageId } }: MessageItem, level: number): string {
  return `_00${level}_${internetMessageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 60)}_`
}
