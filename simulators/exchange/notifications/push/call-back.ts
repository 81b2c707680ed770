import http from 'node:http'
import https from 'node:https'
import { LabError } from '../../../core/index.js'
import { ACTION } from './push-message.js'

/** No answer of a client is longer. */
const MAX_ANSWER_BYTES = 65_536

export interface Answer {
  readonly status: number
  readonly body: string
}

/**
 * Posts a notification to a client and gives what it answers; rejects when it cannot be reached. A lab knows nothing of
 * who vouches for its clients, so that it takes any certificate.
 */
export function callBack(url: URL, document: string, signal: AbortSignal): Promise<Answer> {
  const body = Buffer.from(document)
  const headers = {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': body.length,
    SOAPAction: ACTION,
    Connection: 'close',
  }
  const options = { method: 'POST', headers, signal, agent: false } as const
  return new Promise((resolve, reject) => {
    const asking =
      url.protocol === 'https:'
        ? https.request(url, { ...options, rejectUnauthorized: false })
        : http.request(url, options)
    asking.on('error', reject)
    asking.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('error', reject)
      answer.on('data', (part: string) => {
        text += part
        if (text.length > MAX_ANSWER_BYTES) asking.destroy(tooLong(url))
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }))
    })
    asking.end(body)
  })
}

function tooLong({ origin }: URL): LabError {
  return new LabError('PUSH_ANSWER', {
    message: `${origin} answers a notification with more than an answer.`,
  })
}
