import { expect, it } from 'vitest'
import type { Step } from '../../connector/index.js'
import { call } from '../../simulators/webex/testing/call.js'
import { startSynchronizerIn } from '../support/directory-sync.js'
import { startLab } from '../support/lab.js'
import { startNodeIn } from '../support/node.js'
import { connectAdministrator } from './domain.js'

const ACTIVATION_MS = 30_000
const INTERVAL_MS = 10 * 60_000

it(
  'ends sign-in, spaces and service of who is deleted in the directory, and the connector unsubscribes [HD-002 HD-006]',
  { timeout: 120_000 },
  async () => {
    await using lab = await startLab()
    const steps: Step[] = []
    const node = await startNodeIn(lab, 1, (step) => steps.push(step))
    const administrator = await connectAdministrator(lab)
    const { webexCloud, users } = lab.ready
    const tokenOf = (alias: string) =>
      users.find(({ mail }) => mail.startsWith(`${alias}@`))?.webexToken ?? ''
    const cloud = (to: string, token: string, json?: object) =>
      call(
        { origin: new URL(webexCloud.api).origin, ca: lab.caPem },
        { to, token, ...(json === undefined ? {} : { json }) },
      )
    try {
      await using sync = await startSynchronizerIn(lab)
      await lab.advance(ACTIVATION_MS)
      const { id: bob } = (await cloud('GET /v1/people/me', tokenOf('bob'))).json<{ id: string }>()
      const room = (await cloud('POST /v1/rooms', tokenOf('alice'), { title: 'Team' })).json<{ id: string }>()
      await cloud('POST /v1/memberships', tokenOf('alice'), { roomId: room.id, personId: bob })
      const uuid = Buffer.from(bob, 'base64').toString('utf8').split('/').at(-1) ?? ''
      const entitlements = `GET /connector/v1/users/${uuid}/entitlements`
      const entitledBefore = await cloud(entitlements, webexCloud.adminToken)
      const servedBefore = steps.some(({ event, facts }) => event === 'subscribed' && isBob(facts))
      const { searchEntries } = await administrator.search(lab.ready.directory.baseDn, {
        filter: '(mail=bob@ent-pa.example)',
        attributes: ['dn'],
      })

      await administrator.del(searchEntries[0]?.dn ?? '')
      await lab.advance(INTERVAL_MS + ACTIVATION_MS)

      const members = (await cloud(`GET /v1/memberships?roomId=${room.id}`, tokenOf('alice'))).json<{
        items: { personEmail: string }[]
      }>()
      expect([entitledBefore.status, servedBefore]).toEqual([200, true])
      expect(sync.deeds().filter((deed) => deed.startsWith('deleted'))).toEqual([
        'deleted bob@ent-pa.example',
      ])
      expect((await cloud('GET /v1/people/me', tokenOf('bob'))).status).toBe(401)
      expect((await cloud(`GET /v1/people/${bob}`, webexCloud.adminToken)).status).toBe(404)
      expect(members.items.map(({ personEmail }) => personEmail)).toEqual(['alice@ent-pa.example'])
      expect((await cloud(entitlements, webexCloud.adminToken)).status).toBe(404)
      expect(steps.filter(({ event, facts }) => event === 'unsubscribed' && isBob(facts))).not.toEqual([])
    } finally {
      await administrator.unbind()
      await node.stop()
    }
  },
)

function isBob(facts: Step['facts']): boolean {
  return Object.values(facts).some((fact) => String(fact).includes('bob@ent-pa.example'))
}
