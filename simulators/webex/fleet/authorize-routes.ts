import { z } from 'zod'
import { put } from '../../core/index.js'
import { preregistrations, type Preregistration } from '../records/fleet.js'
import { organizations } from '../records/people.js'
import type { Answer } from '../rest/answer.js'
import { forbidden, RestFault } from '../rest/rest-fault.js'
import { open, route, type Call, type Route } from '../rest/route.js'
import { renderAuthorizePage } from './authorize-page.js'
import type { FleetContext } from './fleet-context.js'
import { FLEET_PATH } from './fleet-path.js'
import { allow, openPreregistration } from './registration.js'

const pageQuery = z.strictObject({ bootstrapToken: z.string(), redirect_uri: z.url(), state: z.string() })
const decisionBody = z.strictObject({ decision: z.enum(['allow', 'deny']) })

type PageQuery = z.output<typeof pageQuery>

/** The page with the Allow button. @source webex.md 15.1, hybrid-calendar.md HC-200, HC-201 */
export function authorizeRoutes(context: FleetContext): readonly Route[] {
  const { world, clock } = context.core
  const path = `${FLEET_PATH}/authorize`

  return [
    route({
      method: 'GET',
      path,
      summary: 'Shows the page with the Allow button',
      access: open,
      query: pageQuery,
      answers: { 200: { mediaType: 'text/html' } },
      handle: show,
    }),
    route({
      method: 'POST',
      path,
      summary: 'Takes what the administrator decided, and sends the browser back to the host',
      access: open,
      query: pageQuery,
      body: decisionBody,
      bodyType: 'application/x-www-form-urlencoded',
      answers: { 302: null },
      handle: decide,
    }),
  ]

  async function show({ query, cause }: Call<undefined, PageQuery>): Promise<Answer> {
    const announced = await find(query)
    world.commit({
      cause,
      reason: 'registration page opened',
      writes: [put(preregistrations, { ...announced, pageOpened: clock.now() })],
    })
    const organization = world.get(organizations, announced.orgId)?.displayName ?? ''
    const minutes = context.limits.authorizePageMs / 60_000
    return renderAuthorizePage({ hostname: announced.hostname, organization, minutes })
  }

  async function decide({
    query,
    body,
    cause,
  }: Call<z.output<typeof decisionBody>, PageQuery>): Promise<Answer> {
    const announced = await find(query)
    const { pageOpened } = announced
    if (pageOpened === null || clock.now() - pageOpened > context.limits.authorizePageMs)
      throw new RestFault(410)

    const target = new URL(query.redirect_uri)
    if (body.decision === 'allow') target.searchParams.set('code', allow(context, announced, cause))
    else target.searchParams.set('error', 'access_denied')
    target.searchParams.set('state', query.state)
    return { status: 302, headers: { location: target.href } }
  }

  /** The browser may only be sent back to the host that was announced. */
  async function find({ bootstrapToken, redirect_uri }: PageQuery): Promise<Preregistration> {
    const announced = await openPreregistration(context, bootstrapToken)
    if (new URL(redirect_uri).hostname !== announced.hostname) {
      throw forbidden('The address to return to is not at the announced host.')
    }
    return announced
  }
}
