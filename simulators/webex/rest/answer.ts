/** What an operation answers. `text`, or bytes, is sent as it is; `json` with the media type of the public API. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: { readonly type: string; readonly content: string | Buffer }
}

export const ok = (json: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  json,
  headers,
})
export const created = (json: unknown): Answer => ({ status: 201, json })
export const accepted = (json: unknown): Answer => ({ status: 202, json })
export const noContent: Answer = { status: 204 }
