import { abreast, assembled, journaled, pipeline, type Core } from '../../../core/index.js'
import type { HttpExchange, HttpService } from '../../../network/index.js'
import type { Authenticator, CallerResolver } from '../../access/index.js'
import { throttlingSteps, type Budgets } from '../../access/throttling/index.js'
import type { ProductVersion } from '../../versions/index.js'
import { createEncoder } from '../codec/encoder.js'
import { createEwsSchema } from '../codec/schema.js'
import type { OperationRegistry } from '../operation.js'
import { createEnvelopeWriter } from '../soap/envelope-writer.js'
import { answered } from './answer.js'
import { authenticate } from './authenticate.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { EwsExchange } from './ews-exchange.js'
import { handle } from './handle.js'
import { identify } from './identify.js'
import { labFault } from './lab-fault.js'
import { healthCheck, pages } from './pages.js'
import { readBody } from './read-body.js'
import { commonHeaders, type ServerNames } from './response-headers.js'
import type { ResponseObserver } from './observer.js'
import { schemaFiles } from './schema-files.js'
import { send } from './send.js'
import { validate } from './validate.js'

export interface EwsEndpointOptions {
  readonly core: Pick<Core, 'clock' | 'journal' | 'faults' | 'ids'>
  readonly product: ProductVersion
  readonly server: ServerNames
  /** What else the answer to a request gives its client to keep. Default: nothing. */
  readonly furtherCookies?: (http: HttpExchange) => readonly string[]
  readonly authenticator: Pick<Authenticator, 'authenticate'>
  readonly resolveCaller: CallerResolver
  readonly operations: OperationRegistry
  /** What each account may use of the server. Default: as much as it likes. */
  readonly budgets?: Budgets
  /** Larger requests get 413. Default 64 MiB, as the product is installed. */
  readonly maxBodyBytes?: number
  /** The folder of the schema files that are served. Default: none. */
  readonly schemaDirectory?: string
  /** Compress answers for clients that ask for it; never streams. Default false. */
  readonly gzip?: boolean
  /** Sees every document that answers a call, such as the schema recorder of the tests. */
  readonly observe?: ResponseObserver
  /** Is told of mistakes of this server, which a client sees as an internal error. */
  readonly report: (error: unknown) => void
}

const DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024

/** The service under `/EWS`: the law's pipeline, with the steps that EWS has. @source design.md, law 3 */
export function createEwsEndpoint(options: EwsEndpointOptions): HttpService {
  const { core, product, server, operations, report, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = options
  const ids = core.ids.fork('ews')
  const headersOf = commonHeaders({ product, server, ids, furtherCookies: options.furtherCookies })
  const schema = createEwsSchema()
  const encoder = createEncoder(schema)
  const writer = createEnvelopeWriter(encoder, product)

  const { occupy, admit, charge } = throttlingSteps(core, options.budgets)

  const sendAnswer = send(options)
  const release = pipeline<EwsExchange>([labFault(core, 'bytes'), sendAnswer])

  const run = pipeline<EwsExchange>([
    journaled(core.journal, entryOf),
    answered({ encoder, release, send: sendAnswer, report }),
    labFault(core, 'connection'),
    healthCheck(product, server),
    authenticate(options.authenticator),
    pages(product, schemaFiles(options.schemaDirectory)),
    readBody(maxBodyBytes),
    assembled(),
    decode(schema, product),
    abreast,
    identify(options.resolveCaller),
    ...occupy,
    labFault(core, 'before'),
    validate(operations, product),
    ...admit,
    abreast,
    handle({ operations, writer, journal: core.journal, observe: options.observe }),
    ...charge,
    labFault(core, 'after'),
    encode(writer),
    abreast,
  ])

  return {
    name: 'ews',
    handle(http) {
      const requestId = ids.uuid()
      return run(new EwsExchange(http, requestId, headersOf(http, requestId)))
    },
  }
}

function entryOf({ http }: EwsExchange) {
  return { kind: 'call', protocol: 'ews', via: http.endpoints.name, connection: http.id } as const
}
