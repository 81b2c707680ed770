import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEnvelopeSplitter } from './envelope-splitter.js'

const ENVELOPES = [
  '<Envelope xmlns="s"><Body>ä€😀</Body></Envelope>',
  '<s:Envelope><s:Body/></s:Envelope >',
  '<Envelope><Body>&lt;/Envelope&gt;</Body></Envelope>',
]

it('finds every envelope wherever the network cuts', () => {
  const bytes = Buffer.from(ENVELOPES.join('\r\n'), 'utf8')
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
      const split = createEnvelopeSplitter()
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]

      const found = at.slice(1).flatMap((end, index) => split(bytes.subarray(at[index], end)))

      expect(found).toEqual(ENVELOPES)
    }),
  )
})
