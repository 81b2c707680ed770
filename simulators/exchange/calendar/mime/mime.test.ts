import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatSeconds, instant } from '../../../core/index.js'
import { textOf } from '../body/convert-body.js'
import type { Mail, Person } from '../item.js'
import { readMessage } from './read-message.js'
import { writeMessage } from './write-message.js'

const ALICE: Person = { name: 'Alice', address: 'alice@ent-pa.example', mailboxType: 'OneOff' }
const NOW = instant(1_772_000_000_000)
const reading = { recipients: { resolve: () => undefined }, now: NOW } as unknown as Parameters<
  typeof readMessage
>[2]

const BLANK: Mail = {
  ...{ mailbox: 'm', number: 0, folder: 0, change: 0, modifiedBy: 'x', createdAt: NOW, modifiedAt: NOW },
  ...{ kind: 'Message', itemClass: 'IPM.Note', subject: '', body: { type: 'Text', text: '' } },
  ...{
    sensitivity: 'Normal',
    importance: 'Normal',
    categories: [],
    reminderIsSet: false,
    reminderMinutes: 0,
  },
  attachments: [],
  extended: {},
  message: {
    ...{ from: ALICE, to: [], cc: [], bcc: [], replyTo: [], isRead: false, sentAt: NOW },
    ...{ isReadReceiptRequested: false, isDeliveryReceiptRequested: false },
    ...{ internetMessageId: '<1@ent-pa.example>', conversationTopic: '', conversationIndex: '01' },
  },
}

const lines = (...all: readonly string[]) => Buffer.from(all.join('\r\n')).toString('latin1')
const words = fc
  .string({ unit: 'grapheme', maxLength: 120 })
  .map((text) => text.replace(/[\p{C}]/gu, '').trim())
const person = fc
  .tuple(words, fc.integer({ min: 1, max: 99 }))
  .map(([name, at]): Person => ({ name: `n${name}`, address: `p${at}@x.example`, mailboxType: 'OneOff' }))

it('reads a message as it was written', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all).toString('base64'))
  const file = fc.tuple(words, bytes, fc.boolean())
  const message = fc.record({
    subject: words,
    text: words,
    to: fc.array(person, { maxLength: 3 }),
    files: fc.array(file, { maxLength: 2 }),
    isHtml: fc.boolean(),
  })

  fc.assert(
    fc.property(message, ({ subject, text, to, files, isHtml }) => {
      const written: Mail = {
        ...BLANK,
        subject,
        body: { type: isHtml ? 'HTML' : 'Text', text: isHtml ? '' : `${text}\r\n${text}` },
        attachments: files.map(([name, content, isInline], at) => ({
          ...{
            kind: 'file',
            number: at + 1,
            name: `f${name.replaceAll('"', "'")}`,
            contentType: 'image/png',
          },
          ...{ isContactPhoto: false, isInline, content, modifiedAt: NOW },
        })),
        message: { ...BLANK.message, to, conversationTopic: subject },
      }

      const read = readMessage(
        BLANK,
        Buffer.from(writeMessage(written, undefined)).toString('latin1'),
        reading,
      )

      expect(read?.body.type).toBe(written.body.type)
      expect(read === undefined ? '' : textOf(read.body)).toBe(textOf(written.body))
      expect(read).toMatchObject({ subject, attachments: written.attachments, message: { to, from: ALICE } })
    }),
    { numRuns: 500 },
  )
})

it('reads encoded words, character sets and addresses of all forms', () => {
  const bytes = lines(
    'From: =?iso-8859-1?Q?M=FCller=2C_A?= <a@x.example>',
    'To: "Doe, \\"J\\"" <j@x.example>, k@x.example,',
    ' Team: l@x.example;',
    'Subject: =?utf-8?B?w6Q=?= =?utf-8?Q?=C3=B6?= x',
    'Date: Thu, 28 Feb 2019 21:17:58 +0100',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'a=E4 =',
    'b',
  )

  const read = readMessage(BLANK, bytes, reading)

  expect(read?.message.from).toMatchObject({ name: 'Müller, A', address: 'a@x.example' })
  expect(read?.message.to.map(({ name, address }) => [name, address])).toEqual([
    ['Doe, "J"', 'j@x.example'],
    ['k@x.example', 'k@x.example'],
    ['l@x.example', 'l@x.example'],
  ])
  expect(formatSeconds(read?.message.sentAt ?? NOW)).toBe('2019-02-28T20:17:58Z')
  expect(read).toMatchObject({ subject: 'äö x', body: { type: 'Text', text: 'aä b' } })
})

it('reads the HTML of nested parts and the files beside it', () => {
  const bytes = lines(
    ...['Subject: x', 'Content-Type: multipart/mixed; boundary="o"', '', 'ignored', '--o'],
    ...['Content-Type: multipart/alternative; boundary=i', '', '--i', '', 'plain', '--i'],
    ...['Content-Type: text/html', '', '<p>rich</p>', '--i--', '--o'],
    ...[
      "Content-Disposition: attachment; filename*=utf-8''%C3%A4.txt",
      'Content-Type: text/plain',
      '',
      'file',
    ],
    ...['--o--', 'ignored'],
  )

  const read = readMessage(BLANK, bytes, reading)

  expect(read?.body.text).toContain('<p>rich</p>')
  expect(read?.attachments).toMatchObject([
    { name: 'ä.txt', content: Buffer.from('file').toString('base64') },
  ])
})

it.each([[''], ['no header'], ['a b: c\r\n\r\nx']])('takes %j for no message', (text) => {
  expect(readMessage(BLANK, text, reading)).toBeUndefined()
})
