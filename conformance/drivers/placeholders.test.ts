import { expect, it } from 'vitest'

import { fillIn } from './placeholders.js'

const values = {
  subject: '/s/node1.json',
  node: '1',
  stateDir: '/s/node1',
  sharedDir: '/s/cluster',
  caFile: '/s/ca.pem',
  document: { exchange: [{ username: 'svc@ent-pa.example', password: 'p' }] },
}

it('fills in paths and what the subject document says', () => {
  expect(fillIn('user=${document.exchange.0.username} ca=${caFile} $HOME', values)).toBe(
    'user=svc@ent-pa.example ca=/s/ca.pem $HOME',
  )
})

it.each(['${nothing}', '${document.exchange}', '${document.exchange.1.username}', '${document.constructor}'])(
  'refuses %s and says what there is',
  (text) => {
    expect(() => fillIn(text, values)).toThrow(
      expect.objectContaining({
        code: 'MANIFEST_INVALID',
        message: expect.stringContaining('sharedDir') as string,
      }),
    )
  },
)
