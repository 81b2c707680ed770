import { expect, it } from 'vitest'
import { HOST } from '../../testing/cluster.js'
import { startWebexLab } from '../../testing/webex-lab.js'
import { cookieIn, signIn } from '../testing/browser.js'
import { makeReader } from '../testing/reader.js'

it('lets a read-only administrator read by the API, too, and change nothing', async () => {
  await using lab = await startWebexLab()
  const reader = makeReader(lab)
  const token = cookieIn(await signIn(lab, reader)).split('=')[1] ?? ''
  const organization = `/connector/v1/orgs/${lab.webex.orgId}`
  const reading = [
    '/connector/v1/clusters',
    '/connector/v1/alarms',
    `${organization}/settings`,
    `${organization}/users`,
  ]
  const announcement = { displayName: 'x', hostname: HOST, services: ['calendar'] }

  const read = await Promise.all(reading.map((path) => lab.call({ to: `GET ${path}`, token })))
  const changed = [
    await lab.call({ to: 'POST /connector/v1/preregistrations', token, json: announcement }),
    await lab.call({ to: `PATCH ${organization}/settings`, token, json: { defaultLanguage: 'de_DE' } }),
    await lab.call({ to: `POST ${organization}/entitle-all`, token, json: { squaredFusionCal: false } }),
  ]

  expect(read.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(changed.map(({ status }) => status)).toEqual([403, 403, 403])
})

it('pages through people by name, with how it is with each', async () => {
  await using lab = await startWebexLab()
  const token = lab.webex.adminToken
  const to = `GET /connector/v1/orgs/${lab.webex.orgId}/users?max=2&state=pendingActivation`

  const first = await lab.call({ to, token })
  const next = /<([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? ''
  const second = await lab.call({ to: `GET ${next}`, token })

  const emails = [first, second].map((answer) =>
    answer
      .json<{ items: readonly { entitlements: { email: string }; status: { state: string } }[] }>()
      .items.map(({ entitlements, status }) => `${entitlements.email.split('@')[0]} ${status.state}`),
  )
  expect(emails).toEqual([
    ['alice pendingActivation', 'bob pendingActivation'],
    ['carol pendingActivation', 'dave pendingActivation'],
  ])
})
