import { expect, it } from 'vitest'
import { findOtherLink, findVideoAddress, findWebexLinks } from './join-links.js'

it.each<[string, string | null]>([
  ['call sip:room@partner.example now', 'room@partner.example'],
  ['sips:room@partner.example', 'room@partner.example'],
  ['SIP:Room.5@partner.example.', 'Room.5@partner.example'],
  ['<a href="sip:room@partner.example">x</a>', 'room@partner.example'],
  ['&lt;sip:room@partner.example&gt;', 'room@partner.example'],
  ['dial 12345@partner.example, please', '12345@partner.example'],
  ['sip:room@partner.example;transport=tls', 'room@partner.example'],
  ['jdoe@company.example', null],
  ['room5@company.example', null],
  ['x.12345@company.example', null],
  ['gossip:room@partner.example', null],
  ['mailto:12345@partner.example', null],
  ['12345 @partner.example', null],
])('finds the video address in "%s" [HC-130 HC-131]', (text, address) => {
  expect(findVideoAddress(text)).toBe(address)
})

it.each<[string, string | null]>([
  [
    '<a href="https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0">',
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0',
  ],
  ['Join https://meet.google.com/abc-defg-hij.', 'https://meet.google.com/abc-defg-hij'],
  ['https://partner.zoom.us/j/123456', 'https://partner.zoom.us/j/123456'],
  ['https://teams.microsoft.com/downloads', null],
])('finds the meeting of another vendor in "%s" [HC-135]', (text, link) => {
  expect(findOtherLink(text)).toBe(link)
})

it('finds every form of a Webex link [HC-130]', () => {
  const links = [
    'https://ent-pa.webex.com/meet/alice',
    'https://ent-pa.webex.com/join/alice',
    'https://ent-pa.webex.com/m/8b1e',
    'https://ent-pa.webex.com/ent-pa/j.php?MTID=m1',
  ]

  expect(findWebexLinks(`${links.join(' ')} https://www.webex.com/pricing`)).toEqual(links)
})
