import { z } from 'zod'
import { openApiDocument, type Operation } from '../../openapi/index.js'
import { ok } from './answer.js'
import { open, route, type Access, type Route } from './route.js'

/** Routes that refuse in one form. */
export interface DescribedRoutes {
  readonly routes: readonly Route[]
  readonly refusal: z.ZodType
}

export interface ApiDocument {
  /** Where the document is served. */
  readonly path: string
  readonly title: string
  readonly version: string
  readonly description: string
}

/** The route that serves the OpenAPI document of others, made from the schemas that check them. */
export function documentRoute(document: ApiDocument, described: readonly DescribedRoutes[]): Route {
  let made: object | undefined
  return route({
    method: 'GET',
    path: document.path,
    access: open,
    handle: () => ok((made ??= describeApi(document, described))),
  })
}

function describeApi({ title, version, description }: ApiDocument, described: readonly DescribedRoutes[]) {
  const operations = described.flatMap(({ routes, refusal }) =>
    routes.map((one) => operationOf(one, refusal)),
  )
  const scopes = described.flatMap(({ routes }) => routes.flatMap(({ access }) => scopesOf(access)))
  return openApiDocument({
    title,
    version,
    description,
    operations,
    securitySchemes: securitySchemes([...new Set(scopes)].sort()),
  })
}

function operationOf({ method, path, access, description }: Route, refusal: z.ZodType): Operation {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return {
    ...description,
    method: method.toLowerCase(),
    path: path.replace(/:(\w+)/g, '{$1}'),
    params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
    answers: description.answers ?? {},
    refusal,
    security: securityOf(access),
  }
}

function scopesOf(access: Access): readonly string[] {
  return access.kind === 'bearer' ? access.scopes : []
}

/** One of the scopes will do. */
function securityOf(access: Access): Operation['security'] {
  if (access.kind === 'open') return []
  const scopes = scopesOf(access)
  if (scopes.length > 0) return scopes.map((scope) => ({ bearer: [scope] }))
  return [{ [access.kind]: [] }]
}

function securitySchemes(scopes: readonly string[]): Readonly<Record<string, object>> {
  const http = (description: string) => ({ type: 'http', scheme: 'bearer', description })
  return {
    bearer: {
      type: 'oauth2',
      flows: {
        authorizationCode: {
          authorizationUrl: '/v1/authorize',
          tokenUrl: '/v1/access_token',
          scopes: Object.fromEntries(scopes.map((scope) => [scope, ''])),
        },
      },
    },
    administrator: http('The access token of a full administrator.'),
    machine: http('The access token of a cluster, got with its machine account.'),
  }
}
