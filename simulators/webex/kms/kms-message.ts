import { z } from 'zod'

/** What a client asks of the KMS, once decrypted. Fields beside these belong to calls not served. */
export const kmsRequest = z.looseObject({
  requestId: z.string(),
  method: z.enum(['create', 'retrieve', 'update', 'delete']),
  uri: z.string(),
  client: z.looseObject({
    clientId: z.string(),
    credential: z.looseObject({ bearer: z.string() }),
  }),
  jwk: z.record(z.string(), z.unknown()).optional(),
  count: z.number().int().positive().max(500).optional(),
  userIds: z.array(z.string()).optional(),
  keyUris: z.array(z.string()).optional(),
  keyUri: z.string().optional(),
  resourceUri: z.string().optional(),
})

export type KmsRequest = z.output<typeof kmsRequest>

/** What the KMS answers: a status as in HTTP and the fields of the call. */
export interface KmsAnswer {
  readonly status: number
  readonly [field: string]: unknown
}

/** A request that the KMS refuses. @source webex.md 9, Errors */
export class KmsFault extends Error {
  override readonly name = 'KmsFault'
  readonly status: number
  readonly errorCode: number
  /** Where a key has moved to. */
  readonly redirectUri: string | undefined

  constructor(status: number, reason: string, more: { errorCode?: number; redirectUri?: string } = {}) {
    super(reason)
    this.status = status
    this.errorCode = more.errorCode ?? status * 1000
    this.redirectUri = more.redirectUri
  }
}

/** The path of a `kms:` URI and its query; a path alone means this KMS. */
export function splitUri(uri: string): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '', query = ''] = uri.replace(/^kms:\/\/[^/]+/, '').split('?')
  return { path, query: new URLSearchParams(query) }
}
