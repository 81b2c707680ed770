import { format, resolveConfig } from 'prettier'
import { expect, it } from 'vitest'
import { startWebexLab } from '../testing/webex-lab.js'

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

interface Operation {
  readonly operationId: string
  readonly summary?: string
  readonly responses: Readonly<Record<string, object>>
}

const DOCUMENTS = [
  ['/v1/openapi.json', 'webex-v1.json'],
  ['/connector/v1/openapi.json', 'connector-v1.json'],
] as const

async function documentAt(path: string): Promise<Document> {
  await using lab = await startWebexLab()
  return (await lab.call({ to: `GET ${path}` })).json<Document>()
}

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
  )

/** After a change of the API: `npx vitest run simulators/webex/rest/describe-api.test.ts -u`. */
it.each(DOCUMENTS)('serves at %s the document that docs/openapi/%s is a copy of', async (path, copy) => {
  const file = new URL(`../../../docs/openapi/${copy}`, import.meta.url).pathname

  const text = await format(JSON.stringify(await documentAt(path)), {
    ...(await resolveConfig(file)),
    parser: 'json',
  })

  await expect(text).toMatchFileSnapshot(file)
})

it.each(DOCUMENTS)('serves at %s a document that is whole', async (path) => {
  const document = await documentAt(path)

  const ids = operationsOf(document).map(({ operationId }) => operationId)
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)]

  expect(document.openapi).toBe('3.1.0')
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, name = ''] of references) expect(document.components.schemas).toHaveProperty(name)
})

it.each(['/v1/openapi.json'])('tells at %s what every operation is and answers', async (path) => {
  const operations = operationsOf(await documentAt(path))

  const silent = operations.filter(
    ({ summary, responses }) =>
      summary === undefined || Object.keys(responses).every((key) => key === 'default'),
  )

  expect(silent.map(({ name }) => name)).toEqual([])
})
