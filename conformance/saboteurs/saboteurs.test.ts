import { expect, it } from 'vitest'

import type { WireAnswer, WireRequest } from '../relays/wire.js'
import { SABOTEURS } from './all-saboteurs.js'
import { asPerson, editing, misreading, mistaking, valueOf, withOperation, withUpdate } from './wire-edits.js'

function soap(body: string): WireRequest {
  const header =
    '<x:Header><t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>alice@ent-pa.example</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></x:Header>'
  return {
    service: 'exchange',
    node: 1,
    connection: 1,
    method: 'POST',
    path: '/EWS/Exchange.asmx',
    headers: {},
    body: `<x:Envelope>${header}<x:Body>${body}</x:Body></x:Envelope>`,
  }
}

function read(...subjects: readonly string[]): WireAnswer {
  const items = subjects.map(
    (subject) =>
      `<t:CalendarItem><t:Subject>${subject}</t:Subject><t:Location>Room 1</t:Location></t:CalendarItem>`,
  )
  return { status: 200, headers: {}, body: `<m:Items>${items.join('')}</m:Items>` }
}

it('names every saboteur once and gives it something to turn red', () => {
  const ids = SABOTEURS.map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(SABOTEURS.filter(({ turnsRed }) => turnsRed.length === 0)).toEqual([])
})

it('rewrites the requests of one operation and no other', () => {
  const sabotage = editing('GetItem', () => 'edited')

  expect(sabotage.request?.(soap('<m:GetItem/>'))).toMatchObject({ request: { body: 'edited' } })
  expect(sabotage.request?.(soap('<m:GetItems/>'))).toMatchObject({ request: soap('<m:GetItems/>') })
})

it('rewrites what is read of one meeting and leaves the others', () => {
  const sabotage = misreading('Two', (item) => item.replace('Room 1', 'Room 2'))

  const answer = sabotage.answer?.(read('One', 'Two'), soap('<m:GetItem/>'))

  expect(answer?.body).toBe(read('One', 'Two').body.replace(/Room 1(?!.*Room 1)/s, 'Room 2'))
})

it('mistakes several locations at once', () => {
  const answer = mistaking({ One: 'A', Two: 'B' }).answer?.(read('One', 'Two'), soap('<m:GetItem/>'))

  expect(answer?.body.match(/Location>[^<]+/g)).toEqual(['Location>A', 'Location>B'])
})

it('puts another operation into the same envelope, with its prefixes bound', () => {
  const { body } = withOperation(soap('<m:GetFolder/>'), '<m:FindItem Traversal="Shallow"></m:FindItem>')

  expect(body).toMatch(
    /<x:Body><m:FindItem Traversal="Shallow" xmlns:m="[^"]+" xmlns:t="[^"]+"><\/m:FindItem><\/x:Body>/,
  )
  expect(body).toContain('alice@ent-pa.example')
})

it('impersonates somebody else of the same organization', () => {
  expect(valueOf(asPerson(soap('<m:GetItem/>'), 'bob').body, 'PrimarySmtpAddress')).toBe('bob@ent-pa.example')
})

it('adds a property at the end of an update', () => {
  expect(withUpdate('<t:Updates><a/></t:Updates>', '<path/>', '<value/>')).toMatch(
    /^<t:Updates><a\/><t:SetItemField [^>]+><path\/><t:CalendarItem><value\/><\/t:CalendarItem><\/t:SetItemField><\/t:Updates>$/,
  )
})
