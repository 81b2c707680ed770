import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import type { Connection } from '../../network/index.js'
import type { Caller } from '../identity/caller.js'
import type { Mercury } from '../mercury/mercury.js'
import { devices, type Device } from '../records/devices.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { notFound, RestFault } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { DEVICES_PATH, etagOf, renderDevice } from './render-device.js'

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

type Registration = z.output<typeof registration>

/** `/wdm/api/v1/devices`: clients register here to be told of events. @source webex.md 7 */
export function deviceRoutes(core: Core, mercury: Pick<Mercury, 'forget'>): readonly Route[] {
  const { world, clock, ids } = core
  const one = `${DEVICES_PATH}/:deviceId`

  return [
    route({ method: 'POST', path: DEVICES_PATH, access: bearer(), body: registration, handle: register }),
    route({
      method: 'GET',
      path: DEVICES_PATH,
      access: bearer(),
      handle: ({ who, exchange }) =>
        ok({ devices: own(who()).map((device) => renderDevice(device, exchange.endpoints)) }),
    }),
    route({
      method: 'GET',
      path: one,
      access: bearer(),
      handle: (call) => answer(find(call), call.exchange),
    }),
    route({ method: 'PUT', path: one, access: bearer(), body: registration, handle: refresh }),
    route({ method: 'DELETE', path: one, access: bearer(), handle: unregister }),
  ]

  function register({ body, who, exchange, cause }: Call<Registration, undefined>): Answer {
    const caller = who()
    if (own(caller).length >= MAX_DEVICES_PER_USER) {
      throw new RestFault(403, { message: 'User has excessive device registrations' })
    }
    const { ttl = null, ...facts } = body
    const now = clock.now()
    const device: Device = {
      id: ids.uuid(),
      userId: caller.id,
      orgId: caller.orgId,
      ...facts,
      ttl,
      created: now,
      modified: now,
    }
    world.commit({ cause, reason: 'device registered', writes: [put(devices, device)] })
    return answer(device, exchange)
  }

  function refresh(call: Call<Registration, undefined>): Answer {
    const { ttl = null, ...facts } = call.body
    const device = { ...find(call), ...facts, ttl, modified: clock.now() }
    world.commit({ cause: call.cause, reason: 'device refreshed', writes: [put(devices, device)] })
    return answer(device, call.exchange)
  }

  function unregister(call: Call<undefined, undefined>): Answer {
    const { id } = find(call)
    world.commit({ cause: call.cause, reason: 'device unregistered', writes: [remove(devices, id)] })
    mercury.forget(id)
    return noContent
  }

  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): Device {
    const device = world.get(devices, param('deviceId'))
    if (device === undefined || device.userId !== who().id) throw notFound()
    return device
  }

  function own({ id }: Caller): readonly Device[] {
    return [...world.by(devices, 'user', id)].map(({ record }) => record)
  }
}

function answer(device: Device, { endpoints }: Connection): Answer {
  return ok(renderDevice(device, endpoints), { etag: etagOf(device) })
}
