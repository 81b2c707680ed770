import type { Core } from '../core/index.js'
import {
  controllerServices,
  createDirectory,
  fillFromLdif,
  type Directory,
  type LdifSource,
} from '../directory/index.js'
import {
  createExchange,
  DEFAULT_PRODUCT,
  delegationWrites,
  planTopology,
  PRODUCT_VERSIONS,
  recordDocuments,
  type Exchange,
} from '../exchange/index.js'
import type { LabServices } from '../network/index.js'
import { createWebex, DEFAULT_ERA, type Era, type Webex } from '../webex/index.js'
import type { LabOptions } from './lab-options.js'
import type { Organization } from './organization/organization.js'
import { delegations, directorySeed, webexSeed } from './organization/seeds.js'

/** The subsystems of a lab, wired together: the composition root. */
export interface Parts extends AsyncDisposable {
  readonly organization: Organization
  /** The Exchange product, as the ready document names it. */
  readonly product: string
  readonly era: Era
  readonly directory: Directory
  readonly exchange: Exchange
  readonly webex: Webex
  readonly services: LabServices
  /** Ends what would not survive the restart of a server, and starts anew. */
  restart(): Promise<void>
}

export interface PartsOptions extends Pick<
  LabOptions,
  'directory' | 'era' | 'ewsRecording' | 'ewsSchema' | 'exchange' | 'exchangeVersion' | 'hybrid' | 'webex'
> {
  readonly core: Core
  readonly organization: Organization
  readonly caPem: string
  /** What the directory is filled with besides. */
  readonly ldif: readonly LdifSource[]
  readonly report: (error: unknown) => void
}

export async function createParts(options: PartsOptions): Promise<Parts> {
  const { core, organization, caPem, report, ewsRecording, ewsSchema } = options
  const product = PRODUCT_VERSIONS[options.exchangeVersion ?? DEFAULT_PRODUCT]
  const directory = createDirectory(
    core,
    directorySeed(organization, product, planTopology(organization.exchangeServer, options.exchange)),
  )
  await fillFromLdif(directory, core.clock, options.ldif)
  const exchange = createExchange({
    ...options.exchange,
    ...(options.hybrid === undefined ? {} : { hybrid: true }),
    core,
    directory,
    product,
    serverName: organization.exchangeServer,
    report,
    ...(ewsSchema === undefined ? {} : { ewsSchema }),
    ...(ewsRecording === undefined ? {} : { observe: recordDocuments(ewsRecording) }),
  })
  allowImpersonation(exchange, directory, organization)
  for (const delegation of delegations(organization)) {
    core.world.seed(delegationWrites(exchange.mailboxes, delegation))
  }
  const era = options.era ?? DEFAULT_ERA
  const webex = createWebex({
    ...options.webex,
    core,
    caPem,
    organization: webexSeed(organization),
    era,
    report,
  })

  return {
    organization,
    product: product.name,
    era,
    directory,
    exchange,
    webex,
    services: {
      exchange: exchange.service,
      site: webex.site,
      cloud: webex.cloud,
      ...controllerServices({
        core,
        directory,
        report,
        requireSigning: options.directory?.requireSigning ?? false,
      }),
    },
    async restart() {
      await directory.controllers.restartAll()
      await exchange.restart()
      webex.restart()
    },
    async [Symbol.asyncDispose]() {
      await exchange[Symbol.asyncDispose]()
      await webex[Symbol.asyncDispose]()
    },
  }
}

/** As New-ManagementRoleAssignment does it, and names it when nobody gives a name; those of guides stay free. */
function allowImpersonation(exchange: Exchange, directory: Directory, organization: Organization): void {
  const { serviceAccount, netbios } = organization
  const account = directory.accounts.findWindows(`${netbios}\\${serviceAccount.alias}`)
  if (account === undefined) return
  exchange.roles.assign({
    name: `ApplicationImpersonation-${account.sAMAccountName}`,
    role: 'ApplicationImpersonation',
    assignee: account.objectGuid,
    scope: null,
  })
}
