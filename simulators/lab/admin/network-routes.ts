import { z } from 'zod'
import { ENDPOINT_NAMES, type EndpointSet, type OpenEndpointSet } from '../../network/index.js'
import { LAB_PORTS } from '../ports.js'
import type { Wires } from '../wires.js'
import { given } from './given.js'
import { route, type Route } from './route.js'
import {
  advertisedChoice,
  endpointSetAnswer,
  endpointSetBody,
  networkAnswer,
  networkBody,
} from './schemas.js'

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
      async handle({ body: { name, advertise = {}, host, ports, dns, proxy } }) {
        const set = await wires.openSet({
          name,
          advertise: given(advertise),
          ports: LAB_PORTS[ports].endpoints,
          dns,
          proxy,
          ...(host === undefined ? {} : { host }),
        })
        return { ...shown(set), dns: set.dns, proxy: set.proxy }
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
    route({
      method: 'get',
      path: '/v1/endpoint-sets/{name}/network',
      summary: 'What the network in front of a set does now.',
      params: named,
      answer: networkAnswer,
      handle: ({ params }) => shownNetwork(wires.network.find(params.name)),
    }),
    route({
      method: 'put',
      path: '/v1/endpoint-sets/{name}/network',
      summary: 'Disturbs the network in front of endpoints of a set, for open and new connections.',
      params: named,
      body: networkBody,
      answer: networkAnswer,
      async handle({ params, body: { endpoints = ENDPOINT_NAMES, ...conditions } }) {
        const set = wires.network.find(params.name)
        await set.disturb(endpoints, given(conditions))
        return shownNetwork(set)
      },
    }),
    route({
      method: 'delete',
      path: '/v1/endpoint-sets/{name}/network',
      summary: 'Heals the network in front of a set; what was held back arrives.',
      params: named,
      handle: ({ params }) => wires.network.find(params.name).disturb(ENDPOINT_NAMES, {}),
    }),
  ]
}

function shownNetwork({ name, conditions }: OpenEndpointSet): z.input<typeof networkAnswer> {
  return { name, conditions }
}

function shown({ name, origins, advertised }: EndpointSet): z.input<typeof endpointSetAnswer> {
  return { name, origins, advertised: { ...advertised, cloudServices: { ...advertised.cloudServices } } }
}
