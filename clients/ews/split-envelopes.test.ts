import fc from 'fast-check'
import { expect, it } from 'vitest'

import { splitEnvelopes } from './split-envelopes.js'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size))
}

it('cuts the stream into the same envelopes wherever it is chunked', async () => {
  const envelopes = [
    '<Envelope>one</Envelope>',
    '<s:Envelope a="1"/><s:Envelope>two</s:Envelope >',
    '<Envelope/></Envelope>',
  ]

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 120 }), async (size) => {
      const seen: string[] = []
      for await (const envelope of splitEnvelopes(pieces(envelopes.join(''), size))) seen.push(envelope)
      expect(seen).toEqual(envelopes)
    }),
  )
})
