import type { z } from 'zod'

/** What a handler is given: everything parsed by the route's own schemas. */
export interface RouteCall<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal
}

/** One call of the admin API, as data: the server, the OpenAPI document and the tests all read it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** OpenAPI form: `/v1/faults/{id}`. */
  readonly path: string
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** What a good answer holds; absent for 204. */
  readonly answer?: z.ZodType
  readonly handle: (call: RouteCall<never, never, never>) => unknown
}

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined

/** Declares a route, so that its handler is given exactly what its schemas let through. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(definition: {
  readonly method: Route['method']
  readonly path: string
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer?: Answer
  readonly handle: (
    call: RouteCall<Parsed<Params>, Parsed<Query>, Parsed<Body>>,
  ) => Answer extends z.ZodType ? z.input<Answer> | Promise<z.input<Answer>> : void | Promise<void>
}): Route {
  return definition as unknown as Route
}
