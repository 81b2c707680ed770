import { isErrorCode } from '../../error-texts.js'
import type { BrokenRequest } from './broken-request.js'
import type { RawAnswer } from './raw-client.js'

/** What the web server says by itself, before EWS sees a request. @inferred ews.md 1.1, 1.2; HTTP for the rest */
const STATUSES_OF_HTTP: readonly number[] = [302, 400, 401, 404, 405, 413, 414, 415, 417, 431, 501]

/** Why an answer is not one that the product gives to a broken request; undefined when it is. */
export function complaintAbout(request: BrokenRequest, answer: RawAnswer | 'hangs'): string | undefined {
  if (answer === 'hangs') return 'no answer'
  const { status, head, body } = answer
  if (status === undefined) return request.incomplete === true ? undefined : 'no answer before the end'
  if (/\n\s+at .*\(?(node:|file:|\/).*:\d+/.test(body)) return 'a stack trace'
  if (status === 500) return complaintAboutFault(head, body)
  if (status === 200) return undefined
  return STATUSES_OF_HTTP.includes(status) ? undefined : `the status ${status}`
}

function complaintAboutFault(head: string, body: string): string | undefined {
  if (!/content-type: text\/xml; charset=utf-8/i.test(head)) return 'a status 500 that is no XML'
  const code = /<s:Fault><faultcode[^>]*>(?:a|s):(\w+)<\/faultcode>/.exec(body)?.[1]
  if (code === undefined) return 'a status 500 without a fault'
  if (code === 'ErrorInternalServerError') return 'a mistake of the server'
  return code === 'MustUnderstand' || isErrorCode(code) ? undefined : `a fault with the unknown code ${code}`
}
