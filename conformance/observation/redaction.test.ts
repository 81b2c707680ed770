import { expect, it } from 'vitest'

import { createRedaction } from './redaction.js'

const redact = createRedaction(['hunter2-secret', 'abc'])

it.each([
  ['a known secret anywhere', 'x hunter2-secret y'],
  ['a bearer token', 'authorization: Bearer hunter2-unknown'],
  ['a token in JSON', '{"access_token": "hunter2-unknown"}'],
  ['a password in a form', 'grant_type=x&password=hunter2-unknown&y=1'],
  ['a password in XML', '<ns:password>hunter2-unknown</ns:password>'],
])('hides %s', (_what, text) => {
  expect(redact(text)).not.toContain('hunter2')
})

it('leaves the rest as it is', () => {
  expect(redact('POST /EWS/Exchange.asmx\n<t:Subject>Planning</t:Subject>')).toBe(
    'POST /EWS/Exchange.asmx\n<t:Subject>Planning</t:Subject>',
  )
})
