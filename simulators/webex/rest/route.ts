import type { z } from 'zod'
import type { HttpExchange } from '../../network/index.js'
import type { AnswerShape } from '../../openapi/index.js'
import type { Caller } from '../identity/caller.js'
import type { Answer } from './answer.js'
import { RestFault } from './rest-fault.js'
import { parsed } from './validation.js'

/** Who may call a route. `scopes`: the token must have one of them; none named means any token will do. */
export type Access =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'bearer'
      readonly scopes: readonly string[]
      /** Which administrators alone may call: who can change things, or also who can only read. */
      readonly role?: 'full' | 'any'
    }
  | { readonly kind: 'administrator' }
  | { readonly kind: 'machine' }

export const open: Access = { kind: 'open' }
export const administrator: Access = { kind: 'administrator' }
export const machine: Access = { kind: 'machine' }
export const bearer = (...scopes: readonly string[]): Access => ({ kind: 'bearer', scopes })
/** Administration by the public API: the scope, and a role that goes with it. */
export const administratorWith = (...scopes: readonly string[]): Access => ({
  kind: 'bearer',
  scopes,
  role: scopes.some((scope) => scope.endsWith('_write')) ? 'full' : 'any',
})

/** A request as far as every route sees it. */
export interface RequestContext {
  readonly exchange: HttpExchange
  /** The origin that answers name, such as `https://127.0.0.1:8443`. */
  readonly origin: string
  readonly params: Readonly<Record<string, string>>
  readonly caller: Caller | null
  /** The journal entry: the parent of the messages that the request carries. */
  readonly entryId: number
  /** The same as the cause of what the request changes in the world. */
  readonly cause: string
}

export interface Call<Body, Query> extends RequestContext {
  readonly body: Body
  readonly query: Query
  /** The path parameter; a route asks only for those in its path. */
  readonly param: (name: string) => string
  /** The caller of a route that is not open. */
  readonly who: () => Caller
}

/** A request with its body and query as they came. */
export interface RawCall extends RequestContext {
  readonly body: unknown
  readonly query: Readonly<Record<string, string>>
}

/** One operation of the cloud: method and path as in its documentation, who may call it, what it takes and does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly access: Access
  readonly description: RouteDescription
  /** Checks the request; what it returns carries it out. Throws a `RestFault`. */
  prepare(raw: RawCall): () => Answer | Promise<Answer>
}

/**
 * What the route says of itself: what the OpenAPI document is made of. `answers` is what each good status
 * carries, and an answer that breaks its shape is a defect of the lab; without it nothing is checked.
 */
export interface RouteDescription {
  readonly summary?: string
  readonly answers?: Readonly<Record<number, AnswerShape>>
  readonly body?: z.ZodType | undefined
  /** The media type of the body. Default JSON. */
  readonly bodyType?: string
  readonly query?: z.ZodType | undefined
}

interface RouteDefinition<Body extends z.ZodType, Query extends z.ZodType> extends RouteDescription {
  readonly method: Route['method']
  readonly path: string
  readonly access: Access
  readonly body?: Body
  readonly query?: Query
  readonly handle: (call: Call<z.output<Body>, z.output<Query>>) => Answer | Promise<Answer>
}

/** Declares an operation; the handler gets what the schemas made of body and query. */
export function route<Body extends z.ZodType = z.ZodUndefined, Query extends z.ZodType = z.ZodUndefined>(
  definition: RouteDefinition<Body, Query>,
): Route {
  const { method, path, access, handle, ...description } = definition
  const { body, query } = description
  return {
    method,
    path,
    access,
    description,
    prepare(raw) {
      const call = createCall(raw, {
        body: parsed(body, raw.body) as z.output<Body>,
        query: parsed(query, raw.query) as z.output<Query>,
      })
      return () => handle(call)
    },
  }
}

function createCall<Body, Query>(
  raw: RawCall,
  { body, query }: { body: Body; query: Query },
): Call<Body, Query> {
  return {
    ...raw,
    body,
    query,
    param(name) {
      const value = raw.params[name]
      if (value === undefined) throw new RestFault(404)
      return value
    },
    who() {
      if (raw.caller === null) throw new RestFault(401)
      return raw.caller
    },
  }
}
