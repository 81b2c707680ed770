import type { z } from 'zod'
import { schemasOf, type SchemaWriter } from './schemas.js'

/** One operation of an HTTP API, as the schemas that validate it know it. */
export interface Operation {
  /** Lower case. */
  readonly method: string
  /** With parameters in braces: `/v1/faults/{id}`. */
  readonly path: string
  readonly summary?: string | undefined
  readonly params?: z.ZodType | undefined
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  /** The media type of the body. Default JSON. */
  readonly bodyType?: string | undefined
  /** By status. */
  readonly answers: Readonly<Record<number, AnswerShape>>
  /** What a refusal holds. */
  readonly refusal: z.ZodType
  /** The security requirements of the operation, one of which must be met. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[] | undefined
}

/** What an answer holds: JSON by a schema, text or bytes of a media type, or nothing. */
export type AnswerShape = z.ZodType | { readonly mediaType: string } | null

export interface ApiDescription {
  readonly title: string
  readonly version: string
  readonly description?: string
  readonly operations: readonly Operation[]
  readonly securitySchemes?: Readonly<Record<string, object>>
}

/** The OpenAPI 3.1 document of an API. */
export function openApiDocument(api: ApiDescription): object {
  const { title, version, description, operations, securitySchemes } = api
  const schemas = schemasOf()
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    ;(paths[operation.path] ??= {})[operation.method] = describe(operation, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      ...(description === undefined ? {} : { description }),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: schemas.named(),
      ...(securitySchemes === undefined ? {} : { securitySchemes }),
    },
  }
}

function describe(operation: Operation, schemas: SchemaWriter): object {
  const { method, path, summary, params, query, body, bodyType, answers, refusal, security } = operation
  const parameters = [...schemas.parameters('path', params), ...schemas.parameters('query', query)]
  return {
    ...(summary === undefined ? {} : { summary }),
    operationId: operationId(method, path),
    ...(security === undefined ? {} : { security }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: schemas.content(body, 'input', bodyType) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, shape]) => [status, answerOf(shape, schemas)]),
      ),
      default: {
        description: 'A refusal: what was wrong and what to do.',
        content: schemas.content(refusal, 'output'),
      },
    },
  }
}

function answerOf(shape: AnswerShape, schemas: SchemaWriter): object {
  if (shape === null) return { description: 'Done.' }
  const content = 'mediaType' in shape ? { [shape.mediaType]: {} } : schemas.content(shape, 'output')
  return { description: 'The answer.', content }
}

/** `get /v1/faults/{id}` → `getV1FaultsId`. */
function operationId(method: string, path: string): string {
  const words = path.replace(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase()).replace(/\W/g, '')
  return `${method}${words}`
}
