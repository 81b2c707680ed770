import { CertificateAuthority, Network, type HttpService, type OpenEndpointSet } from '../../network/index.js'
import type { OrganizationSeed } from '../seed/organization.js'
import { controllerServices } from '../controllers/controller-services.js'
import type { LdapServiceOptions } from '../server/ldap-services.js'
import { createTestDirectory, type TestDirectory } from './create-test-directory.js'

/** A directory that answers on real ports. */
export interface TestNetwork extends TestDirectory, AsyncDisposable {
  readonly endpoints: OpenEndpointSet
  readonly network: Network
  readonly caPem: string
  readonly defects: readonly unknown[]
}

export async function openTestNetwork(
  changes: Partial<OrganizationSeed> = {},
  policy: Pick<LdapServiceOptions, 'requireSigning'> = {},
): Promise<TestNetwork> {
  const test = createTestDirectory(changes)
  const ca = await CertificateAuthority.create('Test CA')
  const nothing: HttpService = { name: 'none', handle: ({ response }) => void response.writeHead(404).end() }
  const defects: unknown[] = []
  const network = new Network({
    ca,
    services: {
      exchange: nothing,
      site: nothing,
      cloud: nothing,
      ...controllerServices({
        core: test.core,
        directory: test.directory,
        report: (defect) => defects.push(defect),
        ...policy,
      }),
    },
    onDefect: (defect) => defects.push(defect),
  })
  return {
    ...test,
    network,
    endpoints: await network.open({ name: 'main' }),
    caPem: ca.pem,
    defects,
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  }
}
