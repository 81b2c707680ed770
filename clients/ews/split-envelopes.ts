const END = /<\/(?:[A-Za-z0-9_.-]+:)?Envelope\s*>/g

/** Cuts a streaming answer, chunked anywhere, into its complete SOAP envelopes. */
export async function* splitEnvelopes(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let buffered = ''
  for await (const chunk of chunks) {
    buffered += chunk
    let start = 0
    for (const end of buffered.matchAll(END)) {
      const stop = end.index + end[0].length
      yield buffered.slice(start, stop)
      start = stop
    }
    buffered = buffered.slice(start)
  }
}
