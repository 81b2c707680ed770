import { expect, it } from 'vitest'
import { startWebexLab } from '../testing/webex-lab.js'

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { summary?: string; responses: Readonly<Record<string, object>> }>>
    >
  >
}

it('describes what every operation of the fleet does and answers', async () => {
  await using lab = await startWebexLab()

  const { paths } = (await lab.call({ to: 'GET /connector/v1/openapi.json' })).json<Document>()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
  )
  const bare = operations.filter(
    ({ summary, responses }) => summary === undefined || !Object.keys(responses).some(isGood),
  )

  expect(operations.length).toBeGreaterThan(40)
  expect(bare.map(({ name }) => name)).toEqual([])
})

const isGood = (status: string): boolean => /^[23]/.test(status)

it('names its version, and refuses whoever asks for another', async () => {
  await using lab = await startWebexLab()
  const ask = (version: string) =>
    lab.call({ to: 'GET /connector/v1/ca-bundle', headers: { 'x-connector-api': version } })

  const [one, two] = [await ask('1'), await ask('2')]

  expect([one.status, one.headers['x-connector-api'], two.status]).toEqual([200, '1', 400])
})
