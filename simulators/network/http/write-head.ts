import type { ServerResponse } from 'node:http'

/**
 * Begins an answer with these headers, names and values in turn, beside those that have been set before. A name may
 * come more than once: given a list, Node would keep only the last as soon as any header has been set before.
 */
export function writeHead(response: ServerResponse, status: number, headers: string[]): void {
  if (response.getHeaderNames().length === 0) response.writeHead(status, headers)
  else {
    for (let at = 0; at < headers.length; at += 2)
      response.appendHeader(headers[at] ?? '', headers[at + 1] ?? '')
    response.writeHead(status)
  }
}
