import { expect, it } from 'vitest'
import { startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost } from '../../testing/raw-post.js'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { headerOf, textOf, type ExchangeLab } from '../testing/ask.js'

const PATH = '/autodiscover/autodiscover.json'

/** Asks without saying who asks. */
function ask(lab: ExchangeLab, path: string, method = 'GET') {
  return rawPost({ port: lab.port, path, method })
}

async function jsonOf(lab: ExchangeLab, path: string): Promise<unknown> {
  return JSON.parse(await textOf(await ask(lab, path)))
}

it.each([
  `${PATH}?Email=alice@ent-pa.example&Protocol=Ews`,
  `${PATH}?protocol=Ews&email=alice%40ent-pa.example`,
  `/AutoDiscover/Autodiscover.JSON/v1.0/alice@ent-pa.example?Protocol=Ews`,
  `${PATH}/v1.0/alice%40ent-pa.example?Protocol=Ews`,
])('tells anybody the URL of EWS by %s', async (path) => {
  await using lab = await startExchangeLab()

  expect(await jsonOf(lab, path)).toEqual({
    Protocol: 'Ews',
    Url: `${lab.endpoints.origins.exchange}/EWS/Exchange.asmx`,
  })
})

it('echoes the protocol as it was written, in any case', async () => {
  await using lab = await startExchangeLab()
  const { exchange } = lab.endpoints.origins

  expect(await jsonOf(lab, `${PATH}?Email=alice@ent-pa.example&Protocol=AUTODISCOVERv1`)).toEqual({
    Protocol: 'AUTODISCOVERv1',
    Url: `${exchange}/autodiscover/autodiscover.xml`,
  })
})

it.each([
  [`${PATH}?Email=alice@ent-pa.example`, 400, 'MissingProtocol'],
  [`${PATH}?Email=alice@ent-pa.example&Protocol=`, 400, 'MissingProtocol'],
  [`${PATH}?Email=alice@ent-pa.example&Protocol=Gopher`, 400, 'ProtocolNotSupported'],
  [`${PATH}?Protocol=Ews`, 400, 'MandatoryParameterMissing'],
  [`${PATH}?Protocol=Ews&Email=alice`, 400, 'InvalidEmail'],
  [`${PATH}?Protocol=Ews&Email=nobody@ent-pa.example`, 404, 'UserNotFound'],
])('refuses %s with %i %s', async (path, status, code) => {
  await using lab = await startExchangeLab()

  const answer = await ask(lab, path)

  expect(answer.status).toBe(status)
  expect(JSON.parse(await textOf(answer))).toEqual({
    ErrorCode: code,
    ErrorMessage: expect.any(String) as string,
  })
})

it('sends who asks for a mailbox in the cloud there, and counts', async () => {
  await using lab = await startExchangeLab()

  const first = await ask(lab, `${PATH}?Email=carol@ent-pa.example&Protocol=Ews`)
  const second = await ask(lab, `${PATH}?Email=carol@ent-pa.example&Protocol=Ews&RedirectCount=3`)

  const { port } = new URL(lab.endpoints.origins.exchange)
  expect(first.status).toBe(302)
  expect(headerOf(first, 'Location')).toBe(
    `https://autodiscover-s.outlook.com:${port}${PATH}?Email=carol%40ent-pa.mail.onmicrosoft.com&Protocol=Ews&RedirectCount=1`,
  )
  expect(headerOf(second, 'Location')).toContain('RedirectCount=4')
})

it.each([
  ['2010', 404],
  ['2013', 404],
  ['2016', 200],
  ['2019', 200],
  ['online', 200],
] as const)('is in %s a %i', async (name, status) => {
  await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS[name] })

  expect((await ask(lab, `${PATH}?Email=alice@ent-pa.example&Protocol=Ews`)).status).toBe(status)
})

it('is only read', async () => {
  await using lab = await startExchangeLab()

  expect((await ask(lab, PATH, 'POST')).status).toBe(405)
})
