import { expect, it } from 'vitest'
import { startServer } from '../../testing/http-server.js'
import { createTools } from '../../testing/tools.js'
import { createHttpClient } from '../http/http-client.js'
import { createMachineTokens } from './machine-account.js'
import { createPeople } from './people.js'
import { createCloudClient } from './rest.js'

const ORG = '11111111-0000-4000-8000-000000000000'
const hydra = (type: string, uuid: string): string =>
  Buffer.from(`ciscospark://us/${type}/${uuid}`).toString('base64').replace(/=+$/, '')

/** A cloud with a machine account and one person; the first access token is refused. */
function cloud(): Parameters<typeof startServer>[0] {
  let tokens = 0
  return ({ path, authorization }, response) => {
    if (path.startsWith('/idb/token/')) return void response.end('{"BearerToken":"assertion"}')
    if (path === '/idb/oauth2/v1/access_token') {
      return void response.end(JSON.stringify({ access_token: `token-${(tokens += 1)}`, expires_in: 3600 }))
    }
    if (authorization !== 'Bearer token-2') return void response.writeHead(401).end('{"message":"no"}')
    response.end(
      JSON.stringify({ items: [{ id: hydra('PEOPLE', 'p1'), orgId: hydra('ORGANIZATION', ORG) }] }),
    )
  }
}

it('logs in with the machine account, replaces a refused token once, and reads public ids', async () => {
  await using server = await startServer(cloud())
  const tools = createTools()
  const http = createHttpClient(tools, { verify: true })
  const tokens = createMachineTokens({
    ...tools,
    http,
    idbroker: `${server.url}/`,
    orgId: ORG,
    account: { uid: 'm', password: 'p' },
  })
  const people = createPeople(createCloudClient({ ...tools, http, tokens }), `${server.url}/v1`)

  expect(await people.find('Bob@x')).toEqual({ id: 'p1', orgId: ORG })
  expect(await people.find('bob@x')).toEqual({ id: 'p1', orgId: ORG })

  const asked = server.received.map(({ path }) => path)
  expect(asked.filter((path) => path.startsWith('/v1/people'))).toEqual([
    '/v1/people?email=bob%40x',
    '/v1/people?email=bob%40x',
  ])
  expect(server.received[1]?.body).toContain(
    'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=assertion',
  )
})

it('waits as long as a rate limit says', async () => {
  let calls = 0
  await using server = await startServer((_request, response) => {
    calls += 1
    if (calls === 1) response.writeHead(429, { 'retry-after': '0.05' }).end()
    else response.end('{"done":true}')
  })
  const tools = createTools()
  const client = createCloudClient({
    ...tools,
    http: createHttpClient(tools, { verify: true }),
    tokens: { token: async () => 't' },
  })

  expect(await client.call({ method: 'GET', url: server.url })).toEqual({ done: true })
})

it('tells the status and the words of a refusal', async () => {
  await using server = await startServer((_request, response) =>
    response.writeHead(403).end('{"message":"user not assigned"}'),
  )
  const tools = createTools()
  const client = createCloudClient({
    ...tools,
    http: createHttpClient(tools, { verify: true }),
    tokens: { token: async () => 't' },
  })

  await expect(client.call({ method: 'GET', url: `${server.url}/x` })).rejects.toMatchObject({
    code: 'CLOUD_ERROR',
    reason: '403',
    message: expect.stringContaining('user not assigned') as string,
  })
})
