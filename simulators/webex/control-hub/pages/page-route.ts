import { z } from 'zod'
import type { HttpExchange } from '../../../network/index.js'
import { administratorOf } from '../../fleet/administration/administrator-of.js'
import type { Administrator } from '../../fleet/administration/administrator.js'
import { organizations } from '../../records/people.js'
import type { Answer } from '../../rest/answer.js'
import { forbidden, RestFault } from '../../rest/rest-fault.js'
import { administrator, route, type Call, type Route } from '../../rest/route.js'
import { parsed } from '../../rest/validation.js'
import type { ControlHub } from '../control-hub.js'
import { reader } from '../../fleet/administration/reader.js'
import type { Notice } from '../frame/words.js'
import { doneNotice, type Done } from './done.js'
import { renderHubPage, type HubPage } from './hub-page.js'

/** Somebody who looks at a page, or does something on it. */
export interface Visit {
  readonly hub: ControlHub
  readonly by: Administrator
  /** A full administrator; the others see what there is, and no button. */
  readonly canChange: boolean
  readonly param: (name: string) => string
  readonly query: Readonly<Record<string, string>>
}

/** A page to look at. */
export function show(hub: ControlHub, path: string, view: (visit: Visit) => HubPage): Route {
  return route({
    method: 'GET',
    path,
    access: reader,
    query: z.record(z.string(), z.string()),
    handle(call) {
      const visit = visitOf(hub, call)
      return answerPage(visit, view(visit), { notice: doneNotice(call.query['done']) })
    },
  })
}

export interface Action<Form extends z.ZodType> {
  readonly path: string
  readonly form: Form
  /** Does it, and says where to go then. */
  readonly act: (visit: Visit, form: z.output<Form>) => Answer | HubPage | Promise<Answer | HubPage>
  /** The page on which it is said why it could not be done. */
  readonly view: (visit: Visit) => HubPage
}

/** Something that is done by a form. What is refused is said on the page that the form stands on. */
export function act<Form extends z.ZodType>(hub: ControlHub, action: Action<Form>): Route {
  return route({
    method: 'POST',
    path: action.path,
    access: administrator,
    body: z.record(z.string(), z.string()).default({}),
    async handle(call) {
      requireOwnPage(call.exchange)
      const visit = visitOf(hub, { ...call, query: {} })
      try {
        const form = parsed(action.form, call.body) as z.output<Form>
        const result = await action.act(visit, form)
        return 'content' in result ? answerPage(visit, result) : result
      } catch (error) {
        if (!(error instanceof RestFault) || error.status === 404) throw error
        const notice: Notice = { tone: 'bad', text: error.message }
        return answerPage(visit, action.view(visit), { notice, status: error.status })
      }
    },
  })
}

function visitOf(hub: ControlHub, call: Call<unknown, Readonly<Record<string, string>>>): Visit {
  const { isFullAdministrator } = call.who()
  return {
    hub,
    by: administratorOf(call),
    canChange: isFullAdministrator,
    param: call.param,
    query: call.query,
  }
}

function answerPage(
  { hub, by, canChange }: Visit,
  page: HubPage,
  { notice = null, status = 200 }: { readonly notice?: Notice | null; readonly status?: number } = {},
): Answer {
  const organization = hub.core.world.get(organizations, by.orgId)?.displayName ?? ''
  const alarms = hub.administration.alarms.list(by).filter(({ acknowledged }) => acknowledged === null).length
  const frame = { organization, administrator: by.name, canChange, alarms }
  return renderHubPage({ ...page, notice: notice ?? page.notice ?? null }, frame, status)
}

/** Browsers say where a form stands; one on another page must not act in the administrator's name. */
export function requireOwnPage({ request }: HttpExchange): void {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') throw forbidden('The form stands on another site.')
}

export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 303, headers: { location, ...headers } }
}

/** Goes to a page that says what was done. */
export function done(path: string, what: Done): Answer {
  return seeOther(`${path}?done=${what}`)
}
