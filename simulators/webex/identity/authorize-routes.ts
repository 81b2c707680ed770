import { z } from 'zod'
import type { Core } from '../../core/index.js'
import type { Answer } from '../rest/answer.js'
import { open, route, type Call, type Route } from '../rest/route.js'
import { AuthorizationRefused, checkRequest, clientAsking, grantCode, signIn } from './authorize.js'
import { renderAuthorizePage } from './authorize-page.js'
import { splitScopes } from './scopes.js'

const query = z.looseObject({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.string(),
  scope: z.string(),
  state: z.string().optional(),
  login_hint: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
})
const decisionBody = z.strictObject({
  decision: z.enum(['accept', 'deny']),
  email: z.string().default(''),
  password: z.string().default(''),
})
const html = { mediaType: 'text/html' }

type Query = z.output<typeof query>
type Decision = z.output<typeof decisionBody>

/** The page by which a person lets an application in. @source webex.md 4, RFC 6749 4.1 */
export function authorizeRoutes(core: Core): readonly Route[] {
  return ['/idb/oauth2/v1/authorize', '/v1/authorize'].flatMap((path) => [
    route({
      method: 'GET',
      path,
      summary: 'Show the page on which a person lets an application in',
      access: open,
      query,
      answers: { 200: html, 302: null },
      handle: show,
    }),
    route({
      method: 'POST',
      path,
      summary: 'Decide on that page',
      access: open,
      query,
      body: decisionBody,
      bodyType: 'application/x-www-form-urlencoded',
      answers: { 200: html, 302: null },
      handle: decide,
    }),
  ])

  function show({ query }: Call<undefined, Query>): Answer {
    return sentBack(query, (client) => {
      checkRequest(client, query)
      return pageFor(query, client.name, null)
    })
  }

  function decide({ query, body, cause }: Call<Decision, Query>): Answer {
    return sentBack(query, (client) => {
      checkRequest(client, query)
      if (body.decision === 'deny') throw new AuthorizationRefused('access_denied')
      const person = signIn(core, body.email, body.password)
      if (person === undefined)
        return pageFor(query, client.name, 'The address or the password is not right.')

      const { code, write } = grantCode(core, person, query)
      core.world.commit({ cause, reason: 'application authorized', writes: [write] })
      return redirect(query, { code })
    })
  }

  /** What the client can be told is told by sending the browser back to it. @source RFC 6749 4.1.2.1 */
  function sentBack(query: Query, answer: (client: ReturnType<typeof clientAsking>) => Answer): Answer {
    const client = clientAsking(core, query)
    try {
      return answer(client)
    } catch (error) {
      if (!(error instanceof AuthorizationRefused)) throw error
      return redirect(query, { error: error.code })
    }
  }
}

function pageFor(
  { scope, login_hint: hint = '' }: Query,
  clientName: string,
  problem: string | null,
): Answer {
  return renderAuthorizePage({ clientName, scopes: splitScopes(scope), email: hint, problem })
}

function redirect({ redirect_uri: target, state }: Query, told: Readonly<Record<string, string>>): Answer {
  const url = new URL(target)
  for (const [name, value] of Object.entries(told)) url.searchParams.set(name, value)
  if (state !== undefined) url.searchParams.set('state', state)
  return { status: 302, headers: { location: url.href } }
}
