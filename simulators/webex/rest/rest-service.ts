import express, { type Request } from 'express'
import { LabError, NO_ENTRY, pipeline } from '../../core/index.js'
import type { HttpExchange, HttpService } from '../../network/index.js'
import { restSteps } from './steps.js'
import type { Route } from './route.js'
import type { Api, Visit } from './visit.js'

/** Serves a family of routes. What it does not know gets the JSON 404 of the family, never HTML. */
export function createRestService(name: string, api: Api): HttpService {
  const exchanges = new WeakMap<Request, HttpExchange>()
  const run = pipeline(restSteps(api))
  const app = express().disable('x-powered-by').disable('etag').enable('case sensitive routing')

  const visit =
    (route: Route | undefined, allowed: readonly string[] = []) =>
    async (request: Request) => {
      const exchange = exchanges.get(request)
      const params = paramsOf(request)
      if (exchange !== undefined) await run(createVisit(api, exchange, { route, allowed, params }))
    }
  for (const route of api.routes) app[verbOf(route)](route.path, visit(route))
  for (const [path, allowed] of methodsByPath(api.routes)) app.all(path, visit(undefined, allowed))
  app.use(visit(undefined))

  return {
    name,
    handle(exchange) {
      exchanges.set(exchange.request as Request, exchange)
      app(exchange.request, exchange.response)
    },
  }
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, readonly string[]>()
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method])
  return methods
}

function verbOf({ method }: Route) {
  return method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
}

function paramsOf({ params }: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
}

function createVisit(
  { core }: Api,
  exchange: HttpExchange,
  { route, allowed, params }: Pick<Visit, 'route' | 'allowed' | 'params'>,
): Visit {
  const sent = exchange.request.headers['trackingid']
  return {
    exchange,
    route,
    allowed,
    params,
    trackingId: typeof sent === 'string' ? sent : `ROUTER_${core.ids.uuid()}`,
    caller: null,
    body: undefined,
    run: () => {
      throw new LabError('REST_NOT_PREPARED', { message: 'The request was handled before it was checked.' })
    },
    answer: { status: 500 },
    entry: NO_ENTRY,
  }
}
