import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { instant, toDate } from '../../../core/index.js'
import { PASSWORD, startExchangeLab } from '../../testing/exchange-lab.js'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { readToken, writeToken, type Claims } from './json-web-token.js'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

const SCOPE = 'https://outlook.office365.com/.default'
const ONLINE = { schemes: ['Bearer'] } as const

const startOnline = () => startExchangeLab(ONLINE)
const originOf = (lab: Lab) => `http://127.0.0.1:${lab.port}`

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

async function ask(lab: Lab, form: Record<string, string>, path = 'oauth2/v2.0/token'): Promise<Answer> {
  const { identity } = lab.exchange
  const response = await fetch(`${originOf(lab)}/${identity.tenantId}/${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function connector(lab: Lab) {
  const { id, secret } = lab.exchange.identity.connector
  return { client_id: id, client_secret: secret }
}

async function tokenOf(lab: Lab, form: Record<string, string>): Promise<string> {
  const { body } = await ask(lab, form)
  return String(body['access_token'])
}

const appToken = (lab: Lab) =>
  tokenOf(lab, { ...connector(lab), grant_type: 'client_credentials', scope: SCOPE })
const userToken = (lab: Lab, username = 'alice@ent-pa.example') =>
  tokenOf(lab, { ...connector(lab), grant_type: 'password', scope: SCOPE, username, password: PASSWORD })

const envelope = (impersonated?: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header><t:RequestServerVersion Version="Exchange2013"/>${
    impersonated === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>${impersonated}</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  }</s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>`

async function call(lab: Lab, token: string | undefined, impersonated?: string) {
  const response = await fetch(`${originOf(lab)}/EWS/Exchange.asmx`, {
    method: 'POST',
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: envelope(impersonated),
  })
  const text = await response.text()
  return {
    status: response.status,
    code: /ResponseCode[^>]*>(\w+)</.exec(text)?.[1],
    text,
    challenge: response.headers.get('www-authenticate'),
    diagnostics: response.headers.get('x-ms-diagnostics'),
  }
}

it('tells clients what tokens it takes, and takes nothing else', async () => {
  await using lab = await startOnline()

  const anonymous = await call(lab, undefined)

  expect(anonymous.status).toBe(401)
  expect(anonymous.challenge).toBe(
    `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@${lab.exchange.identity.tenantId}", token_types="app_asserted_user_v1 service_asserted_app_v1"`,
  )
})

it('says as Exchange Online does where people log on, and asks for passwords without a realm', async () => {
  await using lab = await startExchangeLab({ product: PRODUCT_VERSIONS.online })

  const { challenge } = await call(lab, undefined)

  expect(challenge).toBe(
    'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", Basic Realm=""',
  )
})

it('lets an application act for everybody, but not for itself', async () => {
  await using lab = await startOnline()
  const token = await appToken(lab)

  const outcomes = [await call(lab, token, 'alice@ent-pa.example'), await call(lab, token)]

  expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
    [200, 'NoError'],
    [500, 'ErrorInvalidExchangeImpersonationHeaderData'],
  ])
  expect(outcomes[1]?.text).toContain('header must be present for this type of OAuth token.')
})

it('lets a person in by a token of the person', async () => {
  await using lab = await startOnline()
  const token = await userToken(lab)

  const own = await call(lab, token)
  const other = await call(lab, token, 'bob@ent-pa.example')

  expect([own.code, other.code]).toEqual(['NoError', 'ErrorImpersonateUserDenied'])
})

it('issues tokens that its published keys verify', async () => {
  await using lab = await startOnline()
  const { tenantId, connector: app } = lab.exchange.identity
  const base = `${originOf(lab)}/${tenantId}/v2.0/.well-known/openid-configuration`
  const configuration = (await (await fetch(base)).json()) as Record<string, string>
  const keys = (await (await fetch(configuration['jwks_uri'] ?? '')).json()) as {
    keys: Record<string, string>[]
  }

  const { importJWK, jwtVerify } = await import('jose')
  const key = await importJWK({ ...keys.keys[0], alg: 'RS256' })
  const currentDate = toDate(lab.clock.now())
  const { payload } = await jwtVerify(await appToken(lab), key, { currentDate })

  expect(payload).toMatchObject({
    aud: 'https://outlook.office365.com',
    iss: `https://sts.windows.net/${tenantId}/`,
    appid: app.id,
    roles: ['full_access_as_app'],
    tid: tenantId,
  })
})

it('answers as version 1 of the endpoint does with numbers in texts', async () => {
  await using lab = await startOnline()
  const form = {
    ...connector(lab),
    grant_type: 'client_credentials',
    resource: 'https://outlook.office365.com/',
  }

  const { body } = await ask(lab, form, 'oauth2/token')

  expect(body).toMatchObject({
    token_type: 'Bearer',
    expires_in: '3599',
    resource: 'https://outlook.office365.com',
  })
  expect((await call(lab, String(body['access_token']), 'bob@ent-pa.example')).code).toBe('NoError')
})

/** A token like the connector's with other claims, signed by the key given or by the right one. */
async function forge(lab: Lab, claims: Claims, key?: ReturnType<typeof createPrivateKey>): Promise<string> {
  const right = readToken(await appToken(lab))
  if (key !== undefined) return writeToken(right?.header ?? {}, { ...right?.claims, ...claims }, key)
  const [, , signature = ''] = (await appToken(lab)).split('.')
  const parts = [right?.header, { ...right?.claims, ...claims }]
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${signature}`
}

it('refuses tokens that it did not sign, or that are none, and says why', async () => {
  await using lab = await startOnline()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const unsigned = await forge(lab, { roles: ['more'] })
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${unsigned.split('.')[1] ?? ''}.x`

  const answers = await Promise.all(
    ['garbage', unsigned, none, await forge(lab, {}, privateKey)].map((token) =>
      call(lab, token, 'bob@ent-pa.example'),
    ),
  )

  expect(answers.map(({ status, diagnostics }) => [status, diagnostics?.split(';')[0]])).toEqual([
    [401, '2000001'],
    [401, '2000000'],
    [401, '2000000'],
    [401, '2000000'],
  ])
  expect(answers[0]?.challenge).toMatch(/token_types="[^"]+", error="invalid_token"$/)
})

it('refuses a token that has expired on the clock of the lab', async () => {
  await using lab = await startOnline()
  const token = await appToken(lab)
  expect((await call(lab, token, 'bob@ent-pa.example')).status).toBe(200)

  await lab.clock.advanceTo(instant(lab.clock.now() + 3_600_000))

  expect(await call(lab, token, 'bob@ent-pa.example')).toMatchObject({
    status: 401,
    diagnostics: expect.stringContaining('error_category="token_expired"') as string,
  })
})

it('refuses an application that has no permission, and one that is gone', async () => {
  await using lab = await startOnline()
  const { applications, connector: app } = lab.exchange.identity
  const registered = applications.application(app.id)
  if (registered === undefined) throw new TypeError('no application')
  applications.register({ ...registered, appRoles: [] })
  const token = await appToken(lab)

  expect((await call(lab, token, 'bob@ent-pa.example')).code).toBe('ErrorImpersonateUserDenied')
  const assignee = registered.objectId
  const role = 'Application EWS.AccessAsApp'
  lab.exchange.roles.assign({ name: 'app', role, assignee, scope: null })
  expect((await call(lab, token, 'bob@ent-pa.example')).code).toBe('NoError')
  applications.unregister(app.id)
  expect((await call(lab, token, 'bob@ent-pa.example')).diagnostics).toContain('invalid_token')
})

it('refuses a token for a person without the permission with 403', async () => {
  await using lab = await startOnline()
  const { applications, connector: app } = lab.exchange.identity
  const registered = applications.application(app.id)
  applications.register({ ...(registered as NonNullable<typeof registered>), scopes: ['Mail.Read'] })

  expect(await call(lab, await userToken(lab))).toMatchObject({
    status: 403,
    diagnostics: expect.stringMatching(/^2000008;reason=".*";error_category="invalid_grant"$/) as string,
  })
})

it.each([
  [{ client_secret: 'wrong' }, 401, 'invalid_client', 7_000_215],
  [{ client_id: '11111111-2222-3333-4444-555555555555' }, 400, 'unauthorized_client', 700_016],
  [{ scope: 'https://graph.microsoft.com/.default' }, 400, 'invalid_resource', 500_011],
  [{ scope: 'https://outlook.office365.com/EWS.AccessAsUser.All' }, 400, 'invalid_scope', 1_002_012],
  [{ scope: 'openid' }, 400, 'invalid_scope', 70_011],
  [{ grant_type: 'toString' }, 400, 'unsupported_grant_type', 70_003],
  [{ grant_type: 'password', username: 'alice', password: 'wrong' }, 400, 'invalid_grant', 50_126],
  [{ grant_type: 'password', username: 'nobody', password: 'wrong' }, 400, 'invalid_grant', 50_034],
  [{ grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'invalid_grant', 70_000],
])('refuses a request for a token with %j', async (changes, status, error, code) => {
  await using lab = await startOnline()
  const form = { ...connector(lab), grant_type: 'client_credentials', scope: SCOPE, ...changes }

  const answer = await ask(lab, form)

  expect(answer).toMatchObject({
    status,
    body: {
      error,
      error_codes: [code],
      error_description: expect.stringMatching(
        new RegExp(`^AADSTS${code}: .* Trace ID: .* Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ$`),
      ) as string,
    },
  })
})

it('refreshes a token of a person', async () => {
  await using lab = await startOnline()
  const scope = 'https://outlook.office365.com/EWS.AccessAsUser.All offline_access'
  const password = { grant_type: 'password', username: 'bob@ent-pa.example', password: PASSWORD }
  const { body } = await ask(lab, { ...connector(lab), ...password, scope })

  const refresh_token = String(body['refresh_token'])
  const again = await tokenOf(lab, { ...connector(lab), grant_type: 'refresh_token', refresh_token })

  expect((await call(lab, again)).code).toBe('NoError')
  expect((await call(lab, refresh_token)).diagnostics).toContain('2000')
})

it('knows an application by a certificate', async () => {
  await using lab = await startOnline()
  const { applications, connector: app, tenantId } = lab.exchange.identity
  const { key, certificate } = selfSigned()
  const registered = applications.application(app.id)
  applications.register({
    ...(registered as NonNullable<typeof registered>),
    secrets: [],
    certificates: [certificate],
  })
  const seconds = Math.floor(lab.clock.now() / 1000)
  const header = { alg: 'RS256', typ: 'JWT', x5t: createHash('sha1').update('any').digest('base64url') }
  const claims = {
    aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    iss: app.id,
    sub: app.id,
    nbf: seconds,
    exp: seconds + 600,
  }
  const assertionForm = (client_assertion: string) => ({
    grant_type: 'client_credentials',
    scope: SCOPE,
    client_id: app.id,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  })
  const { privateKey: strange } = generateKeyPairSync('rsa', { modulusLength: 2048 })

  const outcomes = [
    await ask(lab, assertionForm(writeToken(header, claims, key))),
    await ask(lab, assertionForm(writeToken(header, claims, strange))),
    await ask(lab, assertionForm(writeToken(header, { ...claims, exp: seconds - 1 }, key))),
  ]

  expect(outcomes.map(({ status, body }) => [status, body['error_codes']])).toEqual([
    [200, undefined],
    [401, [700_027]],
    [401, [700_024]],
  ])
})

/** As an administrator makes one for an application. */
function selfSigned() {
  const folder = mkdtempSync(join(tmpdir(), 'exwex-oauth-'))
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=connector', '-days', '1']
  const files = ['-keyout', keyFile, '-out', certificateFile]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], {
    stdio: 'ignore',
  })
  return { key: createPrivateKey(readFileSync(keyFile)), certificate: readFileSync(certificateFile, 'utf8') }
}
