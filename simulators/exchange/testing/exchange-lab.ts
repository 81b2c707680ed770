import { createTestDirectory } from '../../directory/testing/create-test-directory.js'
import type { OrganizationSeed } from '../../directory/index.js'
import { PASSWORD, SAMPLE } from '../../directory/testing/sample-organization.js'
import { CertificateAuthority, Network, type HttpService, type TcpService } from '../../network/index.js'
import { recordResponses } from '../ews/testing/schema-recorder.js'
import { createExchange } from '../exchange.js'
import { planTopology } from '../servers/index.js'
import type { ExchangeOptions } from '../exchange-options.js'

export { PASSWORD }
export const SERVICE_ACCOUNT = 'ENT-PA\\svc-cal'

const noHttp: HttpService = { name: 'none', handle: ({ response }) => void response.writeHead(404).end() }
const noTcp: TcpService = { name: 'none', handle: ({ socket }) => void socket.destroy() }

/** An Exchange on real ports under a manual clock, whose service account may act for everybody. */
export async function startExchangeLab(options: Partial<ExchangeOptions> = {}) {
  const { core, clock, directory } = createTestDirectory(organizationOf(options))
  const mistakes: unknown[] = []
  const observe = recordResponses()
  const exchange = createExchange({
    core,
    directory,
    serverName: 'EX01',
    report: (mistake) => mistakes.push(mistake),
    ...(observe === undefined ? {} : { observe }),
    ...options,
  })
  const assignee = directory.accounts.findWindows(SERVICE_ACCOUNT)?.objectGuid ?? ''
  exchange.roles.assign({ name: 'connector', role: 'ApplicationImpersonation', assignee, scope: null })
  const ca = await CertificateAuthority.create('Lab')
  const services = { exchange: exchange.service, site: noHttp, cloud: noHttp, ldap: noTcp, gc: noTcp }
  const network = new Network({ ca, services, onDefect: (defect) => mistakes.push(defect) })
  const endpoints = await network.open({ name: 'main' })

  return {
    core,
    clock,
    directory,
    exchange,
    endpoints,
    network,
    /** The port that speaks HTTP without TLS. */
    port: Number(new URL(endpoints.origins.exchangeHttp).port),
    /** What the server reported as its own mistakes. */
    mistakes,
    async [Symbol.asyncDispose]() {
      await exchange[Symbol.asyncDispose]()
      await network[Symbol.asyncDispose]()
    },
  }
}

/** The sample organization with as many servers and databases as the options ask for. */
function organizationOf(size: Partial<ExchangeOptions>): Partial<OrganizationSeed> {
  if (SAMPLE.exchange === undefined) return {}
  const { servers, databases } = planTopology(SAMPLE.exchange.serverName, size)
  return {
    exchange: {
      ...SAMPLE.exchange,
      furtherServers: servers.slice(1).map(({ name }) => name),
      databases: databases.map(({ name }) => name),
    },
  }
}
