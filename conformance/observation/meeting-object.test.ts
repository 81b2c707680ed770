import { expect, it } from 'vitest'

import { exchange } from '../testing/observed-stage.js'
import { jwesIn, meetingObject, openMeeting, propertiesIn, vectorOf } from './meeting-object.js'
import { plainText, spelledOut } from './plain-text.js'

const seal = (text: string, iv = 'iv'): string => `eyJh..${iv}.${Buffer.from(text).toString('base64url')}.tag`
const unseal = (jwe: string): string => Buffer.from(jwe.split('.')[3] ?? '', 'base64url').toString('utf8')
const party = (mail: string) => ({ encryptedEmailAddress: seal(mail), encryptedName: seal('A name') })

const MEETING = {
  encryptionKeyUrl: 'kms://kms/keys/1',
  encryptedSubject: seal('Planning', 'iv1'),
  encryptedOrganizer: party('Alice@ent-pa.example'),
  encryptedParticipants: [party('Bob@ent-pa.example')],
  source: { iCalUid: 'uid' },
}

it('opens what is there and leaves out what is not', async () => {
  const decrypt = (_key: string, jwes: readonly string[]) => Promise.resolve(jwes.map(unseal))

  expect(await openMeeting(decrypt, meetingObject.parse(MEETING))).toEqual({
    subject: 'Planning',
    location: undefined,
    notes: undefined,
    organizer: 'alice@ent-pa.example',
    invited: ['bob@ent-pa.example'],
  })
})

it('refuses a field in the clear', () => {
  expect(meetingObject.safeParse({ ...MEETING, encryptedSubject: 'Planning' }).success).toBe(false)
})

it('finds every ciphertext and every property, at any depth', () => {
  expect(jwesIn(MEETING)).toHaveLength(5)
  expect(propertiesIn(MEETING)).toContain('encryptedName')
})

it('tells vectors apart by key and by value', () => {
  const upload = { exchange: exchange({}), meetingId: 'm', meeting: MEETING }

  expect(vectorOf(upload, seal('a', 'iv1'))).toBe(vectorOf(upload, seal('b', 'iv1')))
  expect(vectorOf(upload, seal('a', 'iv1'))).not.toBe(vectorOf(upload, seal('a', 'iv2')))
})

it('finds the same words in both forms of a body', () => {
  const html =
    '<html><head><style>p {}</style></head><body><p>Tom &amp; Jerry,</p><p>at noon</p></body></html>'

  expect(plainText(html)).toBe(plainText('Tom & Jerry,\r\n\r\nat noon'))
})

it('reads a telephone number that Exchange wrote into a link', () => {
  expect(spelledOut('<a href="tel:&#43;1-202">call &amp; join</a>')).toBe(
    '<a href="tel:+1-202">call & join</a>',
  )
})
