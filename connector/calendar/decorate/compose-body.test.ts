import { expect, it } from 'vitest'
import type { JoinDetails } from '../../ports/webex.js'
import { calendarItem, NOW } from '../../testing/calendar-item.js'
import { decide } from '../decide/decide.js'
import { composeBody } from './compose-body.js'
import type { JoinWays } from './join-block.js'

const room: JoinDetails = {
  kind: 'personal-room',
  joinUrl: 'https://ent-pa.webex.com/meet/alice',
  sipAddress: 'alice@ent-pa.webex.com',
  meetingNumber: '123 456',
  dialIn: [{ label: 'Call-in toll number', number: '+1-555-0100' }],
}
const details: JoinWays = [room]

it('puts the details after the text of an HTML body, inside the document [HC-140 HC-141]', () => {
  const { type, content } = composeBody(
    { type: 'HTML', content: '<html><body><p>Agenda & more</p></body></html>' },
    details,
  )

  expect(type).toBe('HTML')
  expect(content).toMatch(/^<html><body><p>Agenda & more<\/p><div>.*<\/div><\/body><\/html>$/s)
})

it('keeps a text body text [HC-141]', () => {
  const { type, content } = composeBody({ type: 'Text', content: 'Agenda' }, details)

  expect(type).toBe('Text')
  expect(content).toMatch(/^Agenda\r\n\r\n-{40}\r\n/)
  expect(content).not.toContain('<')
})

it.each(['HTML', 'Text'] as const)(
  'shows link, video address, access code and dial-in number in %s [HC-091]',
  (type) => {
    const { content } = composeBody({ type, content: '' }, details)

    for (const value of [room.joinUrl, room.sipAddress, room.meetingNumber, '+1-555-0100'])
      expect(content).toContain(value)
  },
)

it('writes nothing twice: a composed body counts as decorated [HC-096 HC-142]', () => {
  const body = composeBody({ type: 'Text', content: '' }, details)

  const decision = decide(calendarItem({ location: '@webex', body }), {
    now: NOW,
    config: { keywords: {}, features: {} },
  })

  expect(decision).toEqual({ kind: 'leave', reason: 'has-join-details' })
})

it('adds the link of a space to the one block of a room [HC-079 HC-115 HC-224]', () => {
  const space: JoinDetails = { ...room, kind: 'space', joinUrl: 'https://ent-pa.webex.com/m/77' }

  const { content } = composeBody({ type: 'HTML', content: '' }, [room, space])

  expect(content.match(/<div>/g)).toHaveLength(1)
  expect(content).toContain(`<a href="${room.joinUrl}">`)
  expect(content).toContain(`Webex space: <a href="${space.joinUrl}">`)
})
