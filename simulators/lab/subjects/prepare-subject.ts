import type { z } from 'zod'

import { LabError, type Ids } from '../../core/index.js'
import type { Network, OpenEndpointSet } from '../../network/index.js'
import type { Organization } from '../organization/organization.js'
import type { Parts } from '../parts.js'
import type { LabTime } from '../time/lab-time.js'
import {
  subjectRequest,
  type AnySubjectDocument,
  type DocumentFor,
  type SubjectDocument,
  type SubjectRequest,
} from './subject-document.js'

export interface SubjectSources {
  readonly parts: Parts
  readonly network: Network
  readonly time: { readonly origin: string; readonly lab: LabTime } | undefined
  readonly caFile: string
  readonly ids: Ids
  /** How many calls by a way in the lab's faults are holding up. */
  readonly held: (via: string) => number
}

/**
 * Prepares a node: a way into the lab of its own, the pre-registration of its cluster (for the primary of level 3),
 * and the document that says what it may know.
 */
export async function prepareSubject<Request extends SubjectRequest>(
  sources: SubjectSources,
  asked: Request,
): Promise<DocumentFor<Request>> {
  const request = subjectRequest.parse(asked)
  const endpoints = await endpointsFor(sources, request.endpointSet ?? `node${request.node}`)
  const subject = { sources, request, endpoints }
  // The type says what the schema's default for `level` makes true.
  return (await DOCUMENTS[request.level](subject, commonPart(subject))) as DocumentFor<Request>
}

interface Subject {
  readonly sources: SubjectSources
  readonly request: z.output<typeof subjectRequest>
  readonly endpoints: OpenEndpointSet
}

type CommonPart = ReturnType<typeof commonPart>

const DOCUMENTS: Readonly<
  Record<1 | 2 | 3, (subject: Subject, common: CommonPart) => Promise<AnySubjectDocument>>
> = {
  1: (subject, common) => Promise.resolve({ ...common, level: 1, people: peopleOf(subject) }),
  2: (subject, common) =>
    Promise.resolve({
      ...common,
      level: 2,
      people: peopleOf(subject),
      webexSites: webexSitesOf(subject),
      webexRest: {
        api: `${subject.endpoints.advertised.cloud}/v1`,
        token: subject.sources.parts.webex.botToken,
      },
    }),
  3: fleetDocument,
}

async function fleetDocument(subject: Subject, common: CommonPart): Promise<SubjectDocument> {
  const { sources, endpoints } = subject
  const { webex } = sources.parts
  const { cloud } = endpoints.advertised
  const registration = common.cluster.primary
    ? await webex.preregister({ displayName: common.cluster.name, hostname: common.node.hostname })
    : undefined
  return {
    ...common,
    vaultKey: sources.ids.fork(`vault/${common.cluster.name}`).bytes(32).toString('base64'),
    webexSites: webexSitesOf(subject),
    cloud: {
      catalog: `${cloud}/u2c/api/v1`,
      fleet: `${cloud}/connector/v1`,
      orgId: webex.orgId,
      ...(registration === undefined ? {} : { registration }),
    },
  }
}

function commonPart({ sources, request, endpoints }: Subject) {
  const { organization } = sources.parts
  const { cluster } = organization
  const hosts = cluster.hosts.map((hostname, at) => ({ hostname, serial: serialOf(sources.ids, at + 1) }))
  const host = hosts[request.node - 1]
  if (host === undefined) {
    throw new LabError('REQUEST_INVALID', {
      message: `The cluster has ${hosts.length} nodes, not ${request.node}.`,
    })
  }
  return {
    version: 1 as const,
    node: { number: request.node, ...host },
    cluster: {
      name: request.cluster ?? cluster.name,
      primary: request.node === 1,
      sharedDir: request.sharedDir,
      peers: hosts.filter((peer) => peer !== host),
    },
    stateDir: request.stateDir,
    caFile: sources.caFile,
    exchange: [exchangeRecord(organization, endpoints)],
    clock:
      request.clock === 'real'
        ? { kind: 'real' as const }
        : { kind: 'virtual' as const, url: joinLabTime(sources, endpoints) },
  }
}

function exchangeRecord(
  { name, dnsDomain, serviceAccount }: Organization,
  { advertised, furtherControllers }: OpenEndpointSet,
): SubjectDocument['exchange'][number] {
  return {
    displayName: name,
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
        servers: [advertised, ...furtherControllers.map((one) => one.advertised)].map(({ ldap }) => ldap),
      },
      hosts: { [dnsDomain]: advertised.exchange },
    },
  }
}

function webexSitesOf({ sources, endpoints }: Subject): SubjectDocument['webexSites'] {
  const { name, adminMail, adminPassword } = sources.parts.organization.webexSite
  const xml = `${endpoints.advertised.site}/WBXService/XMLService`
  return [{ name, xml, admin: adminMail, password: adminPassword, default: true }]
}

/** Whoever has a Webex account is enabled for the service. */
function peopleOf({ sources }: Subject) {
  const { organization, webex } = sources.parts
  return organization.people
    .filter(({ mail }) => webex.accountOf(mail) !== undefined)
    .map(({ mail }) => {
      const room = webex.joinDetailsOf(mail)
      return {
        mail,
        personalRoom:
          room === undefined ? null : { ...room, dialIn: room.dialIn.map((line) => ({ ...line })) },
      }
    })
}

async function endpointsFor({ network }: SubjectSources, name: string): Promise<OpenEndpointSet> {
  return network.get(name) ?? network.open({ name })
}

/** The address at which the subject reports; it is known to the subject alone. */
function joinLabTime({ time, ids, held }: SubjectSources, endpoints: OpenEndpointSet): string {
  if (time === undefined) {
    throw new LabError('CLOCK_NOT_MANUAL', {
      message: 'A subject with a virtual clock needs a lab with a manual one.',
      hint: 'Start the lab with "--clock manual", or prepare the subject with the real clock.',
    })
  }
  const token = ids.hex(16)
  time.lab.expect(token, endpoints.traffic, () => held(endpoints.name))
  return `${time.origin}/time/${token}`
}

function serialOf(ids: Ids, node: number): string {
  return ids.fork(`serial/${node}`).hex(4).toUpperCase()
}
