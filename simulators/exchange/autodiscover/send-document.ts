import type { AutodiscoverInteraction } from './interaction.js'

/** Sends the answer that the steps made, or only its first bytes before the connection breaks. */
export function sendDocument(
  { exchange, entry, document, outcome }: AutodiscoverInteraction,
  cutAfter?: number,
): void {
  const bytes = Buffer.from(document)
  const { response, socket } = exchange
  entry.update({
    response: document,
    responseBytes: bytes.length,
    ...(cutAfter === undefined ? { outcome } : {}),
  })
  response.writeHead(200, {
    'Cache-Control': 'private',
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': bytes.length,
  })
  if (cutAfter === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, cutAfter), () => socket.destroy())
}
