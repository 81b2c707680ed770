import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { etagOf, featuresOf } from '../features/features-of.js'
import type { Mercury } from '../mercury/mercury.js'
import { devices, type Device } from '../records/devices.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { notFound, RestFault } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { devicesOf, isAlive, removalsOf } from './registered-devices.js'
import { DEVICES_PATH, renderDevice } from './render-device.js'

/** @inferred The number is not public; the refusal and what a client does about it are (webex.md 7). */
export const MAX_DEVICES_PER_USER = 50

/** What a client says of itself. Clients of other kinds say more, which is not kept. */
const registration = z.object({
  name: z.string().default(''),
  deviceType: z.string().default('UNKNOWN'),
  model: z.string().default(''),
  localizedModel: z.string().default(''),
  systemName: z.string().default(''),
  systemVersion: z.string().default(''),
  ttl: z.number().int().positive().optional(),
})
const upstreamQuery = z.looseObject({ includeUpstreamServices: z.string().optional() })

type Registration = z.output<typeof registration>
type Upstream = z.output<typeof upstreamQuery>
type Asked = Pick<Call<unknown, Upstream | undefined>, 'exchange' | 'query'>

/** `/wdm/api/v1/devices`: clients register here to be told of events. @source webex.md 7 */
export function deviceRoutes(core: Core, mercury: Pick<Mercury, 'forget'>): readonly Route[] {
  const { world, clock, ids } = core
  const one = `${DEVICES_PATH}/:deviceId`
  const access = bearer()
  const saying = { access, body: registration, query: upstreamQuery }

  return [
    route({ method: 'POST', path: DEVICES_PATH, ...saying, handle: register }),
    route({ method: 'GET', path: DEVICES_PATH, access, query: upstreamQuery, handle: list }),
    route({
      method: 'GET',
      path: one,
      access,
      query: upstreamQuery,
      handle: (call) => answer(find(call), call),
    }),
    route({ method: 'PUT', path: one, ...saying, handle: refresh }),
    route({ method: 'DELETE', path: one, access, handle: unregister }),
  ]

  function register(call: Call<Registration, Upstream>): Answer {
    const { id: userId, orgId } = call.who()
    if (devicesOf(core, userId).length >= MAX_DEVICES_PER_USER) {
      throw new RestFault(403, { message: 'User has excessive device registrations' })
    }
    const { ttl = null, ...facts } = call.body
    const now = clock.now()
    const device: Device = { id: ids.uuid(), userId, orgId, ...facts, ttl, created: now, modified: now }
    const writes = [...removalsOf(core, userId), put(devices, device)]
    world.commit({ cause: call.cause, reason: 'device registered', writes })
    return answer(device, call)
  }

  function list(call: Call<undefined, Upstream>): Answer {
    const { id: userId } = call.who()
    const extras = extrasFor(call)
    const features = featuresOf(core, userId)
    return ok({
      devices: devicesOf(core, userId).map((device) => renderDevice(device, { ...extras, features })),
    })
  }

  function refresh(call: Call<Registration, Upstream>): Answer {
    const { ttl = null, ...facts } = call.body
    const device = { ...find(call), ...facts, ttl, modified: clock.now() }
    world.commit({ cause: call.cause, reason: 'device refreshed', writes: [put(devices, device)] })
    return answer(device, call)
  }

  function unregister(call: Call<undefined, undefined>): Answer {
    const { id } = find(call)
    world.commit({ cause: call.cause, reason: 'device unregistered', writes: [remove(devices, id)] })
    mercury.forget(id)
    return noContent
  }

  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): Device {
    const device = world.get(devices, param('deviceId'))
    if (device === undefined || device.userId !== who().id || !isAlive(device, core)) throw notFound()
    return device
  }

  function answer(device: Device, call: Asked): Answer {
    const features = featuresOf(core, device.userId)
    const etag = etagOf(features)
    const { developer, ...others } = features
    const isKnown = call.exchange.request.headers['if-none-match'] === etag
    const news = isKnown ? others : { developer, ...others }
    return ok(renderDevice(device, { ...extrasFor(call), features: news }), { etag })
  }
}

function extrasFor({ exchange: { endpoints }, query }: Asked) {
  return { endpoints, withServices: query?.includeUpstreamServices !== undefined }
}
