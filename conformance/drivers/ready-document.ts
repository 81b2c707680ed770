import { z } from 'zod'

/** What the harness reads of the lab's ready document; the lab may say more. @source design.md, "The outside of the lab" */
const readyDocument = z.object({
  ca: z.string(),
  exchange: z.object({ ews: z.string() }),
  webexSite: z.object({ name: z.string(), xml: z.string(), admin: z.string(), password: z.string() }),
  webexCloud: z.object({ api: z.string(), fleet: z.string(), adminToken: z.string() }),
  admin: z.string(),
  serviceAccount: z.object({ upn: z.string(), password: z.string() }),
  users: z.array(
    z.object({
      mail: z.string(),
      upn: z.string(),
      password: z.string(),
      webexToken: z.string().nullish(),
      personalRoom: z.string().nullish(),
    }),
  ),
  rooms: z.array(z.object({ mail: z.string() })),
  groups: z.array(z.object({ mail: z.string() })),
})

/** The harness sees this whole; a subject never does. */
export type ReadyDocument = z.infer<typeof readyDocument>

/** Throws a ZodError naming the missing field. */
export function parseReadyDocument(text: string): ReadyDocument {
  return readyDocument.parse(JSON.parse(text))
}

/** Every password and token in a document of the lab: what must not appear in a report. */
export function secretsIn(document: unknown, name = ''): readonly string[] {
  if (typeof document === 'string') return /password|token|secret|vaultkey|code/i.test(name) ? [document] : []
  if (typeof document !== 'object' || document === null) return []
  return Object.entries(document).flatMap(([key, value]) =>
    secretsIn(value, Array.isArray(document) ? name : key),
  )
}
