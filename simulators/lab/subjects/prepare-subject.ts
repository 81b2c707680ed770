import { LabError, type Ids } from '../../core/index.js'
import type { Network, OpenEndpointSet } from '../../network/index.js'
import type { Parts } from '../parts.js'
import type { LabTime } from '../time/lab-time.js'
import { subjectRequest, type SubjectDocument, type SubjectRequest } from './subject-document.js'

export interface SubjectSources {
  readonly parts: Parts
  readonly network: Network
  readonly time: { readonly origin: string; readonly lab: LabTime } | undefined
  readonly caFile: string
  readonly ids: Ids
}

/**
 * Prepares a node: a way into the lab of its own, the pre-registration of its cluster (for the primary), and
 * the document that says what it may know.
 */
export async function prepareSubject(
  sources: SubjectSources,
  asked: SubjectRequest,
): Promise<SubjectDocument> {
  const request = subjectRequest.parse(asked)
  const { organization, webex } = sources.parts
  const { cluster, dnsDomain, serviceAccount, webexSite } = organization
  const endpoints = await endpointsFor(sources, request.endpointSet ?? `node${request.node}`)
  const hosts = cluster.hosts.map((hostname, at) => ({ hostname, serial: serialOf(sources.ids, at + 1) }))
  const host = hosts[request.node - 1]
  if (host === undefined) {
    throw new LabError('REQUEST_INVALID', {
      message: `The cluster has ${hosts.length} nodes, not ${request.node}.`,
    })
  }

  const origins = endpoints.advertised
  const isPrimary = request.node === 1
  const name = request.cluster ?? cluster.name
  const registration = isPrimary
    ? await webex.preregister({ displayName: name, hostname: host.hostname })
    : undefined
  return {
    version: 1,
    node: { number: request.node, ...host },
    cluster: {
      name,
      primary: isPrimary,
      sharedDir: request.sharedDir,
      peers: hosts.filter((peer) => peer !== host),
    },
    stateDir: request.stateDir,
    vaultKey: sources.ids.fork(`vault/${name}`).bytes(32).toString('base64'),
    caFile: sources.caFile,
    exchange: [
      {
        displayName: organization.name,
        type: 'on-premises',
        enabled: true,
        username: `${serviceAccount.alias}@${dnsDomain}`,
        password: serviceAccount.password,
        authentication: ['ntlm'],
        tlsVerify: true,
        discovery: {
          mode: 'autodiscover',
          scp: {
            enabled: true,
            domain: dnsDomain,
            site: null,
            queryMode: 'ldap',
            tlsVerify: true,
            servers: [origins.ldap],
          },
          hosts: { [dnsDomain]: origins.exchange },
        },
      },
    ],
    webexSites: [
      {
        name: webexSite.name,
        xml: `${origins.site}/WBXService/XMLService`,
        admin: webexSite.adminMail,
        password: webexSite.adminPassword,
        default: true,
      },
    ],
    cloud: {
      catalog: `${origins.cloud}/u2c/api/v1`,
      fleet: `${origins.cloud}/connector/v1`,
      orgId: webex.orgId,
      ...(registration === undefined ? {} : { registration }),
    },
    clock:
      request.clock === 'real' ? { kind: 'real' } : { kind: 'virtual', url: joinLabTime(sources, endpoints) },
  }
}

async function endpointsFor({ network }: SubjectSources, name: string): Promise<OpenEndpointSet> {
  return network.get(name) ?? network.open({ name })
}

/** The address at which the subject reports; it is known to the subject alone. */
function joinLabTime({ time, ids }: SubjectSources, endpoints: OpenEndpointSet): string {
  if (time === undefined) {
    throw new LabError('CLOCK_NOT_MANUAL', {
      message: 'A subject with a virtual clock needs a lab with a manual one.',
      hint: 'Start the lab with "--clock manual", or prepare the subject with the real clock.',
    })
  }
  const token = ids.hex(16)
  time.lab.expect(token, endpoints.traffic)
  return `${time.origin}/time/${token}`
}

function serialOf(ids: Ids, node: number): string {
  return ids.fork(`serial/${node}`).hex(4).toUpperCase()
}
