import { PASSWORD, SERVICE_ACCOUNT, startExchangeLab } from '../../testing/exchange-lab.js'
import { rawPost, type RawAnswer } from '../../testing/raw-post.js'
import { MESSAGES_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from '../../ews/codec/namespaces.js'
import { PRODUCT_VERSIONS, type ProductName, type ProductVersion } from '../index.js'

export const ALICE = 'alice@ent-pa.example'
export const BOB = 'bob@ent-pa.example'

type Lab = Awaited<ReturnType<typeof startExchangeLab>>

/** An Exchange of one release, and how the service account asks it. */
export interface ReleaseLab extends AsyncDisposable {
  readonly product: ProductVersion
  readonly exchange: Lab['exchange']
  readonly core: Lab['core']
  /** Sends an operation for somebody; what was answered, as it is complete. */
  ask(operation: string, how?: AskOptions): Promise<Answered>
  /** Sends an operation whose answer stays open. */
  open(operation: string, how?: AskOptions): Promise<RawAnswer>
  /** Any other request. */
  request(path: string, how?: RequestOptions): Promise<Answered>
}

export interface AskOptions {
  /** Default Alice. */
  readonly as?: string
  /** Default: the newest of the release. */
  readonly version?: string
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly anonymous?: boolean
}

export interface Answered {
  readonly status: number
  readonly head: string
  readonly document: string
  /** The first response code, of a message or a fault. */
  readonly code: string
}

/** Starts a release as it is installed. */
export async function startRelease(name: ProductName): Promise<ReleaseLab> {
  const product = PRODUCT_VERSIONS[name]
  const lab = await startExchangeLab({ product })
  const authorization = name === 'online' ? `Bearer ${await tokenOf(lab)}` : basic()
  const post = (operation: string, { as = ALICE, version = product.newestRequest }: AskOptions = {}) =>
    rawPost({
      port: lab.port,
      headers: { Authorization: authorization },
      body: envelope(operation, as, version),
    })

  return {
    product,
    exchange: lab.exchange,
    core: lab.core,
    ask: async (operation, how) => answered(await post(operation, how)),
    open: post,
    async request(path, { method = 'GET', body = '', headers = {}, anonymous = false } = {}) {
      const known = anonymous ? {} : { Authorization: authorization }
      return answered(
        await rawPost({ port: lab.port, path, method, body, headers: { ...known, ...headers } }),
      )
    },
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  }
}

async function answered(answer: RawAnswer): Promise<Answered> {
  await answer.ended
  answer.hangUp()
  const document = answer.chunks.join('')
  const { status, head } = answer
  return { status, head, document, code: /ResponseCode[^>]*>(\w+)</.exec(document)?.[1] ?? '' }
}

function envelope(operation: string, as: string, version: string): string {
  return (
    `<s:Envelope xmlns:s="${SOAP_NAMESPACE}" xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}">` +
    `<s:Header><t:RequestServerVersion Version="${version}"/><t:ExchangeImpersonation><t:ConnectingSID>` +
    `<t:SmtpAddress>${as}</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></s:Header>` +
    `<s:Body>${operation}</s:Body></s:Envelope>`
  )
}

function basic(): string {
  return `Basic ${Buffer.from(`${SERVICE_ACCOUNT}:${PASSWORD}`).toString('base64')}`
}

async function tokenOf(lab: Lab): Promise<string> {
  const { tenantId, connector } = lab.exchange.identity
  const response = await fetch(`http://127.0.0.1:${lab.port}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: connector.id,
      client_secret: connector.secret,
      scope: 'https://outlook.office365.com/.default',
    }),
  })
  return String(((await response.json()) as Record<string, unknown>)['access_token'])
}
