import { StringDecoder } from 'node:string_decoder'

const END_TAG = /<\/(?:[\w.-]+:)?Envelope\s*>/

/**
 * Cuts a streaming answer into its envelopes. Servers promise one envelope per chunk, but networks cut anywhere: in the
 * middle of a tag, and of a character.
 */
export function createEnvelopeSplitter(): (chunk: Buffer) => readonly string[] {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  return (chunk) => {
    rest += decoder.write(chunk)
    const envelopes: string[] = []
    for (let end = END_TAG.exec(rest); end !== null; end = END_TAG.exec(rest)) {
      const length = end.index + end[0].length
      envelopes.push(rest.slice(0, length).trimStart())
      rest = rest.slice(length)
    }
    return envelopes
  }
}
