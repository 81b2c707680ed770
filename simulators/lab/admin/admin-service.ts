import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorRequestHandler } from 'express'
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

/** The lab's admin API over HTTP: JSON in, JSON out, every call validated by its route's schemas. */
export async function createAdminService({ version, routes, onDefect }: AdminOptions): Promise<HttpService> {
  const { default: express } = await import('express')
  const app = express().disable('x-powered-by').disable('etag')
  app.use(express.json({ limit: '10mb', strict: false }))

  const document = openApiDocument(version, routes)
  app.get('/v1/openapi.json', (_request, response) => void response.json(document))

  for (const route of routes) {
    app[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), (request, response, next) => {
      const gone = new AbortController()
      response.once('close', () => gone.abort())
      const call = {
        params: parse(route.params, request.params, 'path'),
        query: parse(route.query, request.query, 'query'),
        body: parse(route.body, request.body as unknown, 'body'),
        signal: gone.signal,
      }
      Promise.resolve()
        .then(() => route.handle(call as never))
        .then((answer) => {
          if (gone.signal.aborted) return
          if (route.answer === undefined) response.status(204).end()
          else response.json(answer)
        })
        .catch(next)
    })
  }

  app.use((request, _response, next) =>
    next(
      new LabError('ROUTE_UNKNOWN', {
        message: `There is no ${request.method} ${request.path}.`,
        hint: 'See /v1/openapi.json.',
      }),
    ),
  )
  app.use(refuse(onDefect))

  const handle = app as (request: IncomingMessage, response: ServerResponse) => void
  return { name: 'admin', handle: ({ request, response }) => handle(request, response) }
}

/** The last step of express; it takes a function for an error handler by its four parameters. */
function refuse(onDefect: AdminOptions['onDefect']): ErrorRequestHandler {
  return (...[error, , response, _next]: Parameters<ErrorRequestHandler>) => {
    const refused = asRefusal(error)
    const status = statusOf(refused)
    if (status === 500) onDefect(error)
    if (!response.headersSent) response.status(status).json(bodyOf(refused))
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalid(where, parsed.error)
}

/** A body that is not JSON is refused by express with an error of its own. */
function asRefusal(error: unknown): unknown {
  const isSyntax = error instanceof SyntaxError && 'body' in error
  return isSyntax
    ? new LabError('REQUEST_INVALID', { message: 'The body is not JSON.', hint: error.message })
    : error
}
