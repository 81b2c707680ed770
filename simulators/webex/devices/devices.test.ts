import { expect, it } from 'vitest'
import { MAX_DEVICES_PER_USER } from './device-routes.js'
import { startWebexLab } from '../testing/webex-lab.js'

interface Registered {
  readonly url: string
  readonly webSocketUrl: string
  readonly services?: Readonly<Record<string, string>>
}

async function startDevices() {
  const lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  return {
    lab,
    token,
    register: (json: object = {}, query = '') =>
      lab.call({ to: `POST /wdm/api/v1/devices${query}`, token, json: { deviceType: 'WEB', ...json } }),
    list: async () =>
      (await lab.call({ to: 'GET /wdm/api/v1/devices', token })).json<{ devices: Registered[] }>().devices,
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

it('refuses one device too many, in the words that clients look for, until one goes', async () => {
  await using office = await startDevices()
  const { lab, token, register, list } = office
  for (let number = 0; number < MAX_DEVICES_PER_USER; number++) await register()

  const refused = await register()
  const [first] = await list()
  await lab.call({ to: `DELETE ${first?.url}`, token })

  expect(refused.status).toBe(403)
  expect(refused.json()).toMatchObject({ message: 'User has excessive device registrations' })
  expect((await register()).status).toBe(200)
})

it('lets a device with a life span go when it is not refreshed', async () => {
  await using office = await startDevices()
  const { lab, token, register, list } = office
  const { url } = (await register({ ttl: 1800 })).json<Registered>()
  const refresh = () => lab.call({ to: `PUT ${url}`, token, json: { ttl: 1800 } })

  await lab.advance(1_700_000)
  const inTime = await refresh()
  await lab.advance(1_801_000)

  expect(inTime.status).toBe(200)
  expect((await refresh()).status).toBe(404)
  expect(await list()).toEqual([])
})

it('tells where services are when it is asked to', async () => {
  await using office = await startDevices()

  const silent = (await office.register()).json<Registered>()
  const told = (await office.register({}, '?includeUpstreamServices=all')).json<Registered>()

  expect(silent).not.toHaveProperty('services')
  expect(told.services?.['calendarServiceUrl']).toMatch(/\/calendar\/api\/v1$/)
})

it('keeps devices to their users', async () => {
  await using office = await startDevices()
  const { url } = (await office.register()).json<Registered>()

  const answer = await office.lab.call({ to: `GET ${url}`, token: office.lab.tokenOf('bob') })

  expect(answer.status).toBe(404)
})
