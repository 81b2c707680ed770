import { z } from 'zod'
import type { AdvertisedChoice, EndpointSet } from '../../network/index.js'
import { LAB_PORTS } from '../ports.js'
import type { Wires } from '../wires.js'
import { route, type Route } from './route.js'
import { advertisedChoice, endpointSetAnswer, endpointSetBody } from './schemas.js'

const named = z.strictObject({ name: z.string() })

/** The ways into the lab. */
export function networkRoutes(wires: Wires): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/endpoint-sets',
      summary: 'Opens a further way into the lab, told apart in the journal.',
      body: endpointSetBody,
      answer: endpointSetAnswer,
      async handle({ body: { name, advertise = {}, host, ports, dns } }) {
        const set = await wires.openSet({
          name,
          advertise: given(advertise),
          ports: LAB_PORTS[ports].endpoints,
          dns,
          ...(host === undefined ? {} : { host }),
        })
        return { ...shown(set), dns: set.dns }
      },
    }),
    route({
      method: 'put',
      path: '/v1/endpoint-sets/{name}/advertised',
      summary:
        'Changes what answers name from now on; what is left out is as it was when the set was opened.',
      params: named,
      body: advertisedChoice,
      answer: endpointSetAnswer,
      handle: async ({ params, body }) => shown(await wires.advertise(params.name, given(body))),
    }),
  ]
}

function given(choice: z.infer<typeof advertisedChoice>): AdvertisedChoice {
  return Object.fromEntries(Object.entries(choice).filter(([, origin]) => origin !== undefined))
}

function shown({ name, origins, advertised }: EndpointSet): z.input<typeof endpointSetAnswer> {
  return { name, origins, advertised: { ...advertised, cloudServices: { ...advertised.cloudServices } } }
}
