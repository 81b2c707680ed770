import { z } from 'zod'
import type { Core } from '../../../core/index.js'
import type { Answer } from '../../rest/answer.js'
import { RestFault } from '../../rest/rest-fault.js'
import { open, route, type Call, type Route } from '../../rest/route.js'
import { requireOwnPage, seeOther } from '../pages/page-route.js'
import { BACK_PATH, createHubClient } from './hub-client.js'
import { cookieOf, dropCookie, HUB_PATH, setCookie } from './session.js'
import { renderSignInPage } from './sign-in-page.js'

const backQuery = z.looseObject({ code: z.string().optional(), error: z.string().optional() })

const path = `${HUB_PATH}/sign-in`

/** How a session begins and ends: by the authorize page of Common Identity, as for any application. @source webex.md 4 */
export function signInRoutes(core: Core): readonly Route[] {
  const client = createHubClient(core)

  return [
    route({ method: 'GET', path, access: open, handle: () => renderSignInPage() }),
    route({ method: 'GET', path: `${path}/begin`, access: open, handle: begin }),
    route({ method: 'GET', path: BACK_PATH, access: open, query: backQuery, handle: comeBack }),
    route({ method: 'POST', path: `${HUB_PATH}/sign-out`, access: open, handle: end }),
  ]

  function begin({ exchange, cause }: Call<undefined, undefined>): Answer {
    const { url, verifier } = client.begin(exchange.endpoints, cause)
    return seeOther(url, { 'set-cookie': setCookie('exwex-hub-sign-in', verifier) })
  }

  function comeBack({ query, exchange, cause }: Call<undefined, z.output<typeof backQuery>>): Answer {
    const verifier = cookieOf(exchange.request, 'exwex-hub-sign-in')
    if (query.error !== undefined) return refused(REASONS[query.error] ?? OTHERWISE)
    if (query.code === undefined || verifier === undefined) return refused(OTHERWISE)
    try {
      const token = client.finish(exchange.endpoints, { code: query.code, verifier }, cause)
      return seeOther(HUB_PATH, { 'set-cookie': setCookie('exwex-hub', token) })
    } catch (error) {
      if (error instanceof RestFault) return refused(OTHERWISE)
      throw error
    }
  }

  function end({ exchange, cause }: Call<undefined, undefined>): Answer {
    requireOwnPage(exchange)
    const token = cookieOf(exchange.request, 'exwex-hub')
    if (token !== undefined) client.end(token, cause)
    return seeOther(path, { 'set-cookie': dropCookie('exwex-hub') })
  }
}

function refused(text: string): Answer {
  return renderSignInPage({ tone: 'bad', text }, 403)
}

const OTHERWISE = 'That did not work. Sign in once more.'

/** Common Identity refuses the scopes of administration to who has no role. */
const REASONS: Readonly<Record<string, string>> = {
  invalid_scope: 'This account has no administrator role.',
  access_denied: 'You have not let Control Hub act for you.',
}
