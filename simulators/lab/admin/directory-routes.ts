import { z } from 'zod'
import type { ControllerControl } from '../controller-control.js'
import { given } from './given.js'
import { route, type Route } from './route.js'
import { networkConditions } from './schemas.js'

const VERBS = ['start', 'stop', 'restart'] as const

export const domainControllers = z.array(
  z.strictObject({
    name: z.string(),
    fqdn: z.string(),
    site: z.string(),
    isGlobalCatalog: z.boolean(),
    state: z.enum(['running', 'stopped']),
    network: networkConditions.describe('What the network before it does to those who come by `main`.'),
  }),
)

const named = z.strictObject({ controller: z.string().describe('NetBIOS or full name.') })

const disturbance = networkConditions.extend({
  via: z.string().optional().describe('For those alone who come by this endpoint set. Default: everybody.'),
})

/** The domain controllers of the directory. */
export function directoryRoutes(controllers: ControllerControl): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/directory/controllers',
      summary: 'The domain controllers, and what they do now.',
      answer: domainControllers,
      handle: shown,
    }),
    route({
      method: 'post',
      path: '/v1/directory/controllers/{controller}/{verb}',
      summary: 'Starts, stops or restarts a domain controller; what dies with it is lost.',
      params: named.extend({ verb: z.enum(VERBS) }),
      answer: domainControllers,
      async handle({ params: { controller, verb } }) {
        await controllers[verb](controller)
        return shown()
      },
    }),
    route({
      method: 'put',
      path: '/v1/directory/controllers/{controller}/network',
      summary: 'Slows or partitions a domain controller, for open and new connections.',
      params: named,
      body: disturbance,
      answer: domainControllers,
      async handle({ params: { controller }, body: { via, ...conditions } }) {
        await controllers.disturb(controller, given(conditions), via)
        return shown()
      },
    }),
    route({
      method: 'delete',
      path: '/v1/directory/controllers/{controller}/network',
      summary: 'Heals the network before a domain controller; what was held back arrives.',
      params: named,
      handle: ({ params: { controller } }) => controllers.disturb(controller, {}),
    }),
  ]

  function shown(): z.input<typeof domainControllers> {
    return controllers.list().map(({ name, fqdn, siteName, isGlobalCatalog, isRunning }) => ({
      name,
      fqdn,
      site: siteName,
      isGlobalCatalog,
      state: isRunning ? ('running' as const) : ('stopped' as const),
      network: controllers.conditions(name),
    }))
  }
}
