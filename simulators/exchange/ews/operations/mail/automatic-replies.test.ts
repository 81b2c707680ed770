import { expect, it } from 'vitest'
import { replyTo } from '../../../calendar/mail/automatic-replies.js'
import { remoteDomains } from '../../../calendar/mail/remote-domains.js'
import { NEVER_SET, type OutOfOffice } from '../../../calendar/out-of-office.js'
import { instant, put } from '../../../../core/index.js'
import { ALICE, BOB, createOffice, list, STAFF, type Office } from '../testing/office.js'
import { createMail, people, subjectsIn } from './testing/mail-calls.js'

const AWAY: OutOfOffice = {
  ...NEVER_SET,
  state: 'Enabled',
  internalReply: { message: 'Away <b>today</b>' },
  externalReply: { message: 'Away' },
}

function setAway(office: Office, settings: OutOfOffice = AWAY, address = BOB): void {
  const guid = office.directory.recipients.resolve(address)?.mailboxGuid ?? ''
  office.store.setOutOfOffice(guid, settings, 'test')
}

const write = (office: Office, to = BOB) => createMail(office, { Subject: 'Plans', ToRecipients: people(to) })

it('replies once to each sender until the settings change', () => {
  const office = createOffice()
  setAway(office)

  write(office)
  write(office)
  expect(list(office, ALICE, 'inbox')).toMatchObject([
    { Subject: 'Automatic reply: Plans', ItemClass: 'IPM.Note.Rules.OofTemplate.Microsoft' },
  ])

  setAway(office)
  write(office)
  expect(list(office, ALICE, 'inbox')).toHaveLength(2)
})

it('does not reply to an automatic reply, to a group, or when the time has not come', async () => {
  const office = createOffice()
  setAway(office)
  setAway(office, AWAY, ALICE)
  write(office)
  expect(subjectsIn(office, BOB)).toEqual(['Plans'])

  const other = createOffice()
  setAway(other)
  write(other, STAFF)
  expect(subjectsIn(other, ALICE)).toEqual(['Plans'])

  const later = createOffice()
  const start = instant(later.clock.now() + 1000)
  setAway(later, { ...AWAY, state: 'Scheduled', period: { start, end: instant(start + 1000) } })
  write(later)
  expect(subjectsIn(later, ALICE)).toEqual([])
  await later.clock.advanceTo(instant(start + 500))
  write(later)
  expect(subjectsIn(later, ALICE)).toEqual(['Automatic reply: Plans'])
})

it('replies to people outside with the text for them', () => {
  const office = createOffice()
  setAway(office)

  const body = { type: 'Text', text: 'Hello' } as const
  office.store.receiveMail({ from: 'x@other.example', to: [BOB], subject: 'Offer', body }, 'test')

  expect(list(office, BOB, 'inbox')).toMatchObject([{ Subject: 'Offer', IsRead: false }])
  const sent = [...office.store.sentMail()].map(({ record }) => record)
  expect(sent).toMatchObject([
    {
      kind: 'Message',
      from: BOB,
      to: 'x@other.example',
      subject: 'Automatic reply: Offer',
      body: { text: 'Away' },
    },
  ])
})

it.each([
  ['*.other.example', 'None', []],
  ['mail.other.example', 'InternalLegacy', ['Away today']],
  ['*', 'None', []],
  ['elsewhere.example', 'None', ['Away']],
] as const)('replies outside as the settings of %s say: %s', (domainName, allowedReplies, texts) => {
  const office = createOffice()
  setAway(office, { ...AWAY, internalReply: { message: 'Away today' } })
  const domain = { name: 'x', domainName, allowedReplies, tnefEnabled: null }
  office.core.world.commit({ cause: 'test', reason: 'test', writes: [put(remoteDomains, domain)] })

  const body = { type: 'Text', text: 'Hello' } as const
  office.store.receiveMail({ from: 'x@mail.other.example', to: [BOB], subject: 'Offer', body }, 'test')

  const sent = [...office.store.sentMail()].flatMap(({ record }) =>
    record.kind === 'Message' ? record.body.text : [],
  )
  expect(sent).toEqual(texts)
})

it.each([
  ['None', undefined],
  ['Known', undefined],
  ['All', 'Away'],
] as const)('tells people outside, when the audience is %s: %s', (externalAudience, message) => {
  expect(replyTo({ ...AWAY, externalAudience }, false)?.message).toBe(message)
  expect(replyTo({ ...AWAY, externalAudience }, true)?.message).toBe('Away <b>today</b>')
})
