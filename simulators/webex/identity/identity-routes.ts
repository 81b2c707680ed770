import { z } from 'zod'
import { remove, type Core } from '../../core/index.js'
import { machineAccounts } from '../records/people.js'
import { tokens } from '../records/tokens.js'
import { ok } from '../rest/answer.js'
import { RestFault } from '../rest/rest-fault.js'
import { open, route, type Route } from '../rest/route.js'
import { hashSecret } from '../secrets.js'
import { authorizeRoutes } from './authorize-routes.js'
import { grantToken } from './grants.js'
import { MACHINE_SCOPES } from './scopes.js'
import { newToken } from './tokens.js'

/** @source RFC 6749 5.1, webex.md 4 */
const tokenShape = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    refresh_token: z.string().optional(),
    refresh_token_expires_in: z.int().optional(),
    scope: z.string(),
  })
  .meta({ id: 'Token' })

/** Common Identity under `/idb`: what grants and takes away tokens. @source webex.md 4 */
export function identityRoutes(core: Core): readonly Route[] {
  return [
    ...authorizeRoutes(core),
    ...['/idb/oauth2/v1/access_token', '/v1/access_token'].map(accessToken),
    revoke(),
    getBearerToken(),
  ]

  function accessToken(path: string): Route {
    return route({
      method: 'POST',
      path,
      summary: 'Exchange a grant for an access token',
      access: open,
      body: z.record(z.string(), z.string()),
      bodyType: 'application/x-www-form-urlencoded',
      answers: { 200: tokenShape },
      handle: ({ body, exchange, cause }) =>
        ok(
          grantToken(core, {
            cause,
            authorization: exchange.request.headers.authorization,
            form: body,
          }),
        ),
    })
  }

  function revoke(): Route {
    return route({
      method: 'POST',
      path: '/idb/oauth2/v1/revoke',
      access: open,
      body: z.looseObject({ token: z.string() }),
      handle({ body, cause }) {
        const hash = hashSecret(body.token)
        if (core.world.get(tokens, hash) !== undefined) {
          core.world.commit({
            cause,
            reason: 'token revoked',
            writes: [remove(tokens, hash)],
          })
        }
        return ok({})
      },
    })
  }

  /** The first half of a machine account's login. @source npm @webex/test-users */
  function getBearerToken(): Route {
    return route({
      method: 'POST',
      path: '/idb/token/:orgId/v2/actions/GetBearerToken/invoke',
      access: open,
      body: z.looseObject({ uid: z.string(), password: z.string() }),
      handle({ body, param, cause }) {
        const account = core.world.one(machineAccounts, 'uid', body.uid)
        const isRight =
          account?.passwordHash === hashSecret(body.password) && account.orgId === param('orgId')
        if (account === undefined || !isRight) {
          throw new RestFault(401, {
            code: 'invalid_grant',
            message: 'The account or password is not right.',
          })
        }
        const token = newToken(core, {
          kind: 'assertion',
          subject: { kind: 'machine', id: account.id, orgId: account.orgId },
          clientId: null,
          scopes: MACHINE_SCOPES,
        })
        core.world.commit({
          cause,
          reason: 'machine account signed in',
          writes: [token.write],
        })
        return ok({ BearerToken: token.text })
      },
    })
  }
}
