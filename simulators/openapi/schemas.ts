import { z } from 'zod'

/** Writes schemas as OpenAPI has them; those with an id (`.meta({ id })`) once, under their name. */
export interface SchemaWriter {
  content(schema: z.ZodType, io: 'input' | 'output', mediaType?: string): object
  parameters(place: 'path' | 'query', schema: z.ZodType | undefined): object[]
  named(): Readonly<Record<string, object>>
}

interface JsonSchema {
  readonly $defs?: Readonly<Record<string, object>>
  readonly properties?: Readonly<Record<string, object>>
  readonly required?: readonly string[]
}

export function schemasOf(): SchemaWriter {
  const named = new Map<string, object>()

  function write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema: _, ...text } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
    const { $defs = {}, ...written } = moved(text) as JsonSchema
    for (const [name, definition] of Object.entries($defs)) named.set(name, definition)
    return written
  }

  return {
    content: (schema, io, mediaType = 'application/json') => ({ [mediaType]: { schema: write(schema, io) } }),
    parameters(place, schema) {
      if (schema === undefined) return []
      const { properties = {}, required = [] } = write(schema, 'input')
      return Object.entries(properties).map(([name, shape]) => ({
        name,
        in: place,
        required: place === 'path' || required.includes(name),
        schema: shape,
      }))
    },
    named: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Named schemas are kept beside the paths, not inside each schema that uses them. */
function moved(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
}
