import { once } from 'node:events'
import {
  faulted,
  journaled,
  NO_ENTRY,
  pipeline,
  type Core,
  type Journaled,
  type Next,
  type ProtocolFault,
  type Step,
} from '../../core/index.js'
import type { HttpExchange, HttpService } from '../../network/index.js'
import { createZones, type Zones } from '../../core/zones/zones.js'
import { EXCEPTIONS, exceptionOf, refuse, SiteFault } from './exceptions.js'
import { answerRequest } from './answer-request.js'
import { decodeXml, parseRequest, type SiteRequest } from './request.js'
import { renderFailure, renderSuccess, RESPONSE_HEADERS, type SiteAnswer } from './response.js'

const SERVICE_PATH = '/wbxservice/xmlservice'
const MAX_REQUEST_BYTES = 1024 * 1024

/** One request of the XML API on its way; each step adds what it finds out. */
interface SiteVisit extends Journaled {
  readonly exchange: HttpExchange
  request: SiteRequest | undefined
  answer: SiteAnswer | undefined
}

/** The XML API of all sites, which clients tell apart in the header of each request. @source webex.md 13 */
export function createSiteService(core: Core, report: (error: unknown) => void): HttpService {
  const run = pipeline<SiteVisit>([
    journaled(core.journal, ({ exchange }) => ({
      kind: 'call',
      protocol: 'site-xml',
      via: exchange.endpoints.name,
      connection: exchange.id,
    })),
    write(report),
    fault(core, 'connection'),
    decode,
    fault(core, 'before'),
    handle(core, createZones()),
    fault(core, 'after'),
  ])

  return {
    name: 'site',
    async handle(exchange) {
      const { request, response, path } = exchange
      if (path.toLowerCase() !== SERVICE_PATH) return void response.writeHead(404).end()
      if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end()
      await run({
        exchange,
        request: undefined,
        answer: undefined,
        entry: NO_ENTRY,
      })
    },
  }
}

/** Failures arrive with HTTP 200, as successes do. */
function write(report: (error: unknown) => void): Step<SiteVisit> {
  return async (visit, next) => {
    const refusal = await refusalOf(next, (error) => {
      if (!isGone(visit)) report(error)
    })
    const { exchange, answer, entry } = visit
    if (isGone(visit)) return entry.update({ outcome: 'aborted' })

    const outcome = refusal ?? answer ?? refuse('notResponding')
    const isFailure = outcome instanceof SiteFault
    const operation = visit.request?.operation
    const xml = isFailure ? renderFailure(outcome, operation) : renderSuccess(outcome, operation ?? '')
    entry.update({
      outcome: isFailure ? outcome.id : 'SUCCESS',
      response: xml,
      responseBytes: Buffer.byteLength(xml),
    })
    exchange.response.writeHead(200, RESPONSE_HEADERS).end(xml)
  }
}

/** The client went away, perhaps before all of its request was there, or a fault of the lab cut the connection. */
function isGone({ exchange }: SiteVisit): boolean {
  return exchange.response.closed || exchange.socket.destroyed
}

/** What the steps inside refuse, if anything; what goes wrong in the lab itself is an unknown error to the client. */
async function refusalOf(next: Next, report: (error: unknown) => void): Promise<SiteFault | undefined> {
  try {
    await next()
    return undefined
  } catch (error) {
    if (error instanceof SiteFault) return error
    report(error)
    return refuse('unknown')
  }
}

const decode: Step<SiteVisit> = async (visit, next) => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of visit.exchange.request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_REQUEST_BYTES) throw refuse('invalid', { reason: 'The request is too large' })
    chunks.push(chunk)
  }
  const xml = decodeXml(Buffer.concat(chunks))
  visit.entry.update({ request: xml, requestBytes: bytes })
  visit.request = parseRequest(xml)
  const { operation, context, content } = visit.request
  visit.entry.update({
    operation: operation.split('.')[1] ?? operation,
    principal: context.webExID ?? context.email ?? null,
    target: targetOf(content),
  })
  return next()
}

/** What the request is about, by the elements that name it. */
function targetOf(content: SiteRequest['content']): string | null {
  const names = ['webExId', 'webExID', 'email', 'meetingKey', 'meetingkey', 'sessionKey']
  const found = names.map((name) => content[name]).find((value) => typeof value === 'string' && value !== '')
  return (found as string | undefined) ?? null
}

function handle(core: Core, zones: Zones): Step<SiteVisit> {
  return async (visit, next) => {
    if (visit.request === undefined) throw refuse('invalid')
    visit.answer = answerRequest(visit.request, { core, zones, cause: `journal:${visit.entry.id}` })
    return next()
  }
}

function fault({ faults, clock }: Core, stage: 'connection' | 'before' | 'after'): Step<SiteVisit> {
  return faulted<SiteVisit>({
    faults,
    clock,
    stage,
    subject: ({ exchange, request }) => ({
      protocol: 'site-xml',
      via: exchange.endpoints.name,
      ...(request === undefined ? {} : { operation: request.operation.split('.')[1] ?? '' }),
    }),
    strike,
  })
}

/** The name of an error is the exception id. */
async function strike({ exchange }: SiteVisit, act: ProtocolFault): Promise<void> {
  switch (act.kind) {
    case 'error':
      throw new SiteFault(exceptionOf(act.code))
    case 'status':
      throw new SiteFault(EXCEPTIONS.notResponding)
    case 'silence':
      if (!exchange.signal.aborted) await once(exchange.signal, 'abort')
      return
    case 'truncate':
    case 'reset':
      exchange.socket.destroy()
  }
}
