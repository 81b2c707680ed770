import { faulted, journaled, type Step } from '../../core/index.js'
import { mayCall } from './access.js'
import { readBody } from './body.js'
import { checkAnswer } from './check-answer.js'
import { RestFault } from './rest-fault.js'
import { strike } from './strike.js'
import { recordViolation } from './violation.js'
import type { Api, Visit } from './visit.js'

/** The pipeline of every REST resource of the cloud, in order; see the third law of the design. */
export function restSteps(api: Api): readonly Step<Visit>[] {
  return [
    openEntry(api),
    write(api),
    renderFaults(api),
    fault(api, 'connection'),
    authenticate(api),
    decode,
    fault(api, 'before'),
    findRoute,
    authorise,
    admit(api),
    validate,
    handle,
    fault(api, 'after'),
  ]
}

function openEntry({ core, protocol }: Api): Step<Visit> {
  return journaled(core.journal, ({ exchange, route }) => ({
    kind: 'call',
    protocol,
    via: exchange.endpoints.name,
    connection: exchange.id,
    operation: route === undefined ? `${exchange.request.method} *` : `${route.method} ${route.path}`,
    request: `${exchange.request.method} ${exchange.request.url}`,
  }))
}

/** Sends the answer that the steps inside have made; a fault of the stage `bytes` cuts it. */
function write({ core, protocol }: Api): Step<Visit> {
  return async (visit, next) => {
    await next()
    if (isGone(visit)) return visit.entry.update({ outcome: 'aborted' })

    const { status, headers, json, text } = visit.answer
    const content = text?.content ?? (json === undefined ? '' : JSON.stringify(json))
    const struck = core.faults.strike('bytes', { protocol, via: visit.exchange.endpoints.name })
    visit.entry.update({
      outcome: String(status),
      response: typeof content === 'string' ? content : `(${content.length} bytes)`,
      responseBytes: Buffer.byteLength(content),
      ...(struck === undefined ? {} : { faults: [struck.rule] }),
    })

    const { response } = visit.exchange
    response.writeHead(status, {
      ...(content === '' ? {} : { 'content-type': text?.type ?? 'application/json;charset=UTF-8' }),
      'content-length': Buffer.byteLength(content),
      trackingid: visit.trackingId,
      ...headers,
    })
    if (struck?.act.kind !== 'truncate') return void response.end(content)
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    response.write(bytes.subarray(0, struck.act.afterBytes), () => visit.exchange.socket.destroy())
  }
}

/** Turns a refusal into an answer. Anything else that goes wrong is the server's fault, and says so. */
function renderFaults(api: Api): Step<Visit> {
  return async (visit, next) => {
    try {
      await next()
    } catch (error) {
      if (isGone(visit)) return
      if (!(error instanceof RestFault)) api.report(error)
      const refusal = error instanceof RestFault ? error : new RestFault(500)
      recordViolation(api, visit, refusal)
      visit.answer = api.renderFault(refusal, visit.trackingId)
    }
  }
}

function fault({ core, protocol }: Api, stage: 'connection' | 'before' | 'after'): Step<Visit> {
  return faulted<Visit>({
    faults: core.faults,
    clock: core.clock,
    stage,
    subject: ({ exchange, route, caller, params }) => ({
      protocol,
      via: exchange.endpoints.name,
      ...(route === undefined ? {} : { operation: `${route.method} ${route.path}` }),
      ...(caller === null ? {} : { principal: caller.name }),
      ...(params['userId'] === undefined ? {} : { target: params['userId'] }),
    }),
    strike,
  })
}

function authenticate({ callerOf }: Api): Step<Visit> {
  return async (visit, next) => {
    const header = visit.exchange.request.headers.authorization ?? ''
    const token = /^Bearer (\S+)$/i.exec(header)?.[1]
    visit.caller = token === undefined ? null : (callerOf(token) ?? null)
    visit.entry.update({ principal: visit.caller?.name ?? null, target: targetOf(visit) })
    return next()
  }
}

function targetOf({ params }: Visit): string | null {
  return (
    params['userId'] ??
    params['personId'] ??
    params['roomId'] ??
    params['nodeId'] ??
    params['clusterId'] ??
    null
  )
}

const decode: Step<Visit> = async (visit, next) => {
  const { request } = visit.exchange
  const { text, value } = await readBody(request)
  visit.body = value
  visit.entry.update({
    requestBytes: Buffer.byteLength(text),
    ...(text === '' ? {} : { request: `${request.method} ${request.url}\n\n${text}` }),
  })
  return next()
}

const findRoute: Step<Visit> = async ({ route, allowed }, next) => {
  if (route === undefined && allowed.length > 0) {
    throw new RestFault(405, { headers: { allow: allowed.join(', ') } })
  }
  if (route === undefined) throw new RestFault(404)
  return next()
}

const authorise: Step<Visit> = async ({ route, caller }, next) => {
  if (route !== undefined) mayCall(route.access, caller)
  return next()
}

/** @source webex.md 3: 429 with `Retry-After` in seconds */
function admit({ rateLimiter }: Api): Step<Visit> {
  return async ({ caller }, next) => {
    const seconds = caller === null ? 0 : (rateLimiter?.take(caller.id) ?? 0)
    if (seconds > 0) throw new RestFault(429, { headers: { 'retry-after': String(seconds) } })
    return next()
  }
}

const validate: Step<Visit> = async (visit, next) => {
  const { exchange, route, params, caller, body, entry } = visit
  if (route !== undefined) {
    visit.run = route.prepare({
      exchange,
      origin: exchange.endpoints.advertised.cloud,
      params,
      caller,
      entryId: entry.id,
      cause: `journal:${entry.id}`,
      body,
      query: Object.fromEntries(exchange.query),
    })
  }
  return next()
}

const handle: Step<Visit> = async (visit, next) => {
  const answer = await visit.run()
  if (visit.route !== undefined) checkAnswer(visit.route, answer)
  visit.answer = answer
  return next()
}

/** The client went away, or a fault of the lab cut the connection. */
function isGone({ exchange }: Visit): boolean {
  return exchange.response.closed || exchange.socket.destroyed
}
