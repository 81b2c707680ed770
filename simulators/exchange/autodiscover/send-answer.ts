import type { AutodiscoverInteraction } from './interaction.js'

/** Sends the answer that the steps made, or only its first bytes before the connection breaks. */
export function sendAnswer({ exchange, entry, answer }: AutodiscoverInteraction, cutAfter?: number): void {
  if (answer === undefined) return
  const { status, headers = {}, document, outcome } = answer
  const bytes = Buffer.from(document)
  const { response, request, socket } = exchange
  entry.update({
    response: document,
    responseBytes: bytes.length,
    ...(cutAfter === undefined ? { outcome } : {}),
  })
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  if (cutAfter !== undefined) response.write(bytes.subarray(0, cutAfter), () => socket.destroy())
  else if (request.method === 'HEAD') response.end()
  else response.end(bytes)
}

/** Answers with a status and nothing else. */
export function sendStatus({ exchange, entry }: AutodiscoverInteraction, status: number): void {
  entry.update({ outcome: String(status) })
  exchange.request.resume()
  exchange.response.writeHead(status, { 'Content-Length': 0 }).end()
}
