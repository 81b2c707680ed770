import type { Interference, RelayedAnswer, RelayedRequest } from './relay.js'

/** Changes nothing. */
export const faithful: Interference = (request, forward) => forward(request)

/** Changes what is asked. */
export function editRequests(edit: (body: string, request: RelayedRequest) => string): Interference {
  return (request, forward) => forward({ ...request, body: edit(request.body, request) })
}

/** Changes documents, but no streams. */
export function editAnswers(edit: (document: string, request: RelayedRequest) => string): Interference {
  return async (request, forward) => edited(await forward(request), (document) => edit(document, request))
}

/** Asks the same server another operation on behalf of the same client. */
export type AskAlso = (operation: string) => Promise<string>

/** Changes answers to an operation by what else the server says. */
export function completeAnswers(
  operation: string,
  complete: (document: string, ask: AskAlso, request: RelayedRequest) => Promise<string>,
): Interference {
  return async (request, forward) => {
    const answer = await forward(request)
    if (!asks(request, operation) || typeof answer.body !== 'string') return answer
    const ask: AskAlso = async (also) =>
      documentOf(await forward({ ...request, body: reasked(request, also) }))
    return { ...answer, body: await complete(answer.body, ask, request) }
  }
}

/** The envelope of a request around another operation. */
function reasked({ body }: RelayedRequest, operation: string): string {
  return body.replace(
    /(<(\w+):Body>).*(<\/\2:Body>)/s,
    (_, start: string, _prefix, end: string) => start + operation + end,
  )
}

/** Changes streams: each envelope becomes those that are returned. */
export function editStreams(editor: () => (envelope: string) => readonly string[]): Interference {
  return async (request, forward) => {
    const answer = await forward(request)
    return isStream(answer) ? { ...answer, body: mapEnvelopes(answer.body, editor()) } : answer
  }
}

export function edited(answer: RelayedAnswer, edit: (document: string) => string): RelayedAnswer {
  return typeof answer.body === 'string' ? { ...answer, body: edit(answer.body) } : answer
}

/** Whether a request is one for this operation. */
export function asks({ body }: RelayedRequest, operation: string): boolean {
  return new RegExp(`<(\\w+:)?${operation}[\\s>]`).test(body)
}

export type Stream = RelayedAnswer & { readonly body: AsyncIterable<string> }

export function isStream(answer: RelayedAnswer): answer is Stream {
  return typeof answer.body !== 'string'
}

/** A complete answer as text. */
export function documentOf({ body }: RelayedAnswer): string {
  if (typeof body === 'string') return body
  throw new TypeError('A stream is no document.')
}

/** Each envelope as those that it becomes. */
export async function* mapEnvelopes(
  envelopes: AsyncIterable<string>,
  edit: (envelope: string) => readonly string[],
): AsyncGenerator<string> {
  for await (const envelope of envelopes) yield* edit(envelope)
}
