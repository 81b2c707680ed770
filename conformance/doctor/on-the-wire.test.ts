import { expect, it } from 'vitest'

import { ewsExchange, exchange } from '../testing/observed-stage.js'
import { examineTraffic } from './on-the-wire.js'

const SUBSCRIBE = '<m:Subscribe/>'
const good = ewsExchange({ operation: SUBSCRIBE, as: 'alice@ent-pa.example' })
const ailmentsOf = (...exchanges: Parameters<typeof examineTraffic>[0]['exchanges']) =>
  examineTraffic({ exchanges, contacts: [] }).map(({ ailment, where }) => `${ailment} ${where}`)

it('finds nothing wrong with a call as it should be', () => {
  expect(ailmentsOf(good)).toEqual([])
})

it.each([
  ['a site name', 'site', '<siteName>Ent-PA</siteName>', 'upper-case HC-093'],
  ['a host name', 'cloud', '{"hostname": "US-expc-connector1.ent-pa.example"}', 'upper-case HC-204'],
] as const)('finds %s with capitals', (_what, service, body, finding) => {
  expect(ailmentsOf(good, exchange({ service, body }))).toEqual([finding])
})

it('finds a mailbox that the account may not impersonate', () => {
  const answer = '<m:ResponseCode>ErrorImpersonateUserDenied</m:ResponseCode>'

  expect(ailmentsOf(ewsExchange({ operation: SUBSCRIBE, as: 'ceo@other.example', answer }))).toEqual([
    'impersonation HC-010',
  ])
})

it('forgives a connection that was given up when others of the node were used', () => {
  const contacts = [{ node: 1, service: 'exchange', ending: 'closed after the certificate' }] as const

  expect(examineTraffic({ exchanges: [good], contacts })).toEqual([])
  expect(examineTraffic({ exchanges: [], contacts }).map(({ ailment }) => ailment)).toEqual(['untrusted-ca'])
})
