import { z } from 'zod'
import { openApiDocument as describe } from '../../openapi/index.js'
import type { Route } from './route.js'

const refusal = z.strictObject({ code: z.string(), message: z.string() })

/** The OpenAPI 3.1 document of the routes, made from the schemas that validate them. */
export function openApiDocument(version: string, routes: readonly Route[]): object {
  return describe({
    title: 'exwex admin API',
    version,
    operations: routes.map(({ answer, ...route }) => ({
      ...route,
      answers: answer === undefined ? { 204: null } : { 200: answer },
      refusal,
    })),
  })
}
