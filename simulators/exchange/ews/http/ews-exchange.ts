import { LabError, type FreeText, type Journaled, type OpenEntry } from '../../../core/index.js'
import type { Account } from '../../../directory/accounts/account.js'
import { writeHead, type HttpExchange } from '../../../network/index.js'
import type { RequestVersion } from '../../versions/index.js'
import type { Admission } from '../../access/throttling/admission.js'
import type { Caller } from '../caller.js'
import type { RequestReading } from '../soap/envelope-reading.js'
import type { AnswerDocument, EwsObject } from '../tree.js'

const NOTHING = Buffer.alloc(0)

/** One EWS request on its way through the steps; what a step finds out is there for the next ones. */
export class EwsExchange implements Journaled {
  readonly http: HttpExchange
  /** The `request-id` header. */
  readonly requestId: string
  /** Set by the first step. */
  declare entry: OpenEntry
  account: Account | undefined
  /** The request document. */
  text = ''
  /** The same in UTF-8. */
  bytes: Buffer = NOTHING
  reading: RequestReading | undefined
  version: RequestVersion | undefined
  caller: Caller | undefined
  /** What the request holds of a budget until its answer is written. */
  admission: Admission | undefined
  /** What the operation answered. */
  result: EwsObject | undefined
  answer: EwsAnswer | undefined

  /** The headers of its answer, whatever that will be: names and values in turn. */
  readonly headers: string[]

  constructor(http: HttpExchange, requestId: string, headers: string[]) {
    this.http = http
    this.requestId = requestId
    this.headers = headers
  }

  addHeaders(more: readonly string[]): void {
    this.headers.push(...more)
  }

  /** Begins the answer. */
  writeHead(status: number, more: readonly string[]): void {
    this.headers.push(...more)
    writeHead(this.http.response, status, this.headers)
  }
}

/** What answers. */
export interface EwsAnswer {
  readonly status: 200 | 500
  readonly document: AnswerDocument['document']
  /** What of it is free; all of it unless that is known. */
  readonly free?: readonly FreeText[]
}

/** What an earlier step has found out; throws when the steps are in a wrong order. */
export function known<Value>(value: Value | undefined, what: string): Value {
  if (value !== undefined) return value
  throw new LabError('EWS_STEP_ORDER', {
    message: `A step of the EWS pipeline needs the ${what}, which no step before it has provided.`,
    hint: 'Put the steps back into the order of the list in ews/http/endpoint.ts.',
  })
}
