import { z } from 'zod'
import type { Route } from './route.js'

/** The OpenAPI 3.1 document of the routes, made from the schemas that validate them. */
export function openApiDocument(version: string, routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route)

  return {
    openapi: '3.1.0',
    info: { title: 'exwex admin API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
  }
}

function operationOf(route: Route): object {
  const parameters = [...parametersOf('path', route.params), ...parametersOf('query', route.query)]
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(route.body, 'input') } }),
    responses: {
      ...(route.answer === undefined
        ? { 204: { description: 'Done.' } }
        : { 200: { description: 'The answer.', content: json(route.answer, 'output') } }),
      default: {
        description: 'A refusal: what was wrong and what to do.',
        content: json(z.strictObject({ code: z.string(), message: z.string() }), 'output'),
      },
    },
  }
}

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): object[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }))
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } }
}
