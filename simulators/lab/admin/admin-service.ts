import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type Express, type Request, type Response } from 'express'
import type { z } from 'zod'
import { LabError } from '../../core/index.js'
import type { HttpService } from '../../network/index.js'
import { bodyOf, invalid, statusOf } from './http-error.js'
import { openApiDocument } from './openapi.js'
import type { Route } from './route.js'

export interface AdminOptions {
  readonly version: string
  readonly routes: readonly Route[]
  /** Told of errors that are not the caller's. */
  readonly onDefect: (defect: unknown) => void
}

/** An express app as a function: what it could not answer comes back by `done`, with the error if there is one. */
type Answering = (request: IncomingMessage, response: ServerResponse, done: (error?: unknown) => void) => void

/** The lab's admin API over HTTP: JSON in, JSON out, every call validated by its route's schemas. */
export function createAdminService({ version, routes, onDefect }: AdminOptions): HttpService {
  const app = express().disable('x-powered-by').disable('etag')
  app.use(express.json({ limit: '10mb', strict: false }))

  let document: object | undefined
  app.get('/v1/openapi.json', (_request, response) => {
    response.json((document ??= openApiDocument(version, routes)))
  })
  for (const route of routes) serve(app, route)

  const answer = app as unknown as Answering
  return {
    name: 'admin',
    handle({ request, response, path }) {
      answer(request, response, (error = routeUnknown(request, path)) => {
        const refused = asRefusal(error)
        const status = statusOf(refused)
        if (status === 500) onDefect(error)
        if (response.headersSent) return
        response
          .writeHead(status, { 'Content-Type': 'application/json' })
          .end(JSON.stringify(bodyOf(refused)))
      })
    },
  }
}

function serve(app: Express, route: Route): void {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1')
  app[route.method](path, async (request: Request, response: Response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const call = {
      params: parse(route.params, request.params, 'path'),
      query: parse(route.query, request.query, 'query'),
      body: parse(route.body, request.body as unknown, 'body'),
      signal: gone.signal,
    }
    const answer = await route.handle(call as never)
    if (gone.signal.aborted) return
    if (route.answer === undefined) response.status(204).end()
    else response.json(answer)
  })
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(where, parsed.error)
}

function routeUnknown({ method }: IncomingMessage, path: string): LabError {
  return new LabError('ROUTE_UNKNOWN', {
    message: `There is no ${method} ${path}.`,
    hint: 'See /v1/openapi.json.',
  })
}

/** A body that is not JSON is refused by express with an error of its own. */
function asRefusal(error: unknown): unknown {
  const isSyntax = error instanceof SyntaxError && 'body' in error
  return isSyntax
    ? new LabError('REQUEST_INVALID', { message: 'The body is not JSON.', hint: error.message })
    : error
}
