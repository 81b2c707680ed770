import { instant, put, type Core, type Write } from '../../core/index.js'
import { findSite } from '../find-site.js'
import {
  clusters,
  fleetConfigs,
  preregistrations,
  type Peer,
  type Preregistration,
} from '../records/fleet.js'
import { machineAccounts } from '../records/people.js'
import { forbidden, RestFault } from '../rest/rest-fault.js'
import { hashSecret } from '../secrets.js'
import { readBootstrapToken, signBootstrapToken } from './bootstrap-token.js'
import type { FleetContext } from './fleet-context.js'
import { findGroup } from './groups/group-desk.js'
import type { FleetLimits } from './limits.js'

/** A resource that an administrator announces. */
export type Announcement = Pick<Preregistration, 'orgId' | 'displayName' | 'hostname' | 'resourceGroupId'>

/** Announces a resource; the token lets its host register within the hour. */
export async function preregister(
  { core, limits, secret }: FleetContext,
  announcement: Announcement,
  cause: string,
): Promise<{ readonly clusterId: string; readonly bootstrapToken: string; readonly expires: number }> {
  requireRoom(core, limits, announcement.orgId)
  if (announcement.resourceGroupId !== null) {
    findGroup(core.world, announcement.orgId, announcement.resourceGroupId)
  }
  const clusterId = core.ids.uuid()
  const expires = instant(core.clock.now() + limits.bootstrapSeconds * 1000)
  core.world.commit({
    cause,
    reason: 'resource announced',
    writes: [
      put(preregistrations, {
        clusterId,
        ...announcement,
        expires,
        pageOpened: null,
        codeHash: null,
        isUsed: false,
      }),
    ],
  })
  const bootstrapToken = await signBootstrapToken(secret, { clusterId, exp: Math.floor(expires / 1000) })
  return { clusterId, bootstrapToken, expires }
}

/** @source hybrid-calendar.md 0.3: an organization had one cluster once */
function requireRoom({ world }: Core, { maxClusters }: FleetLimits, orgId: string): void {
  if (world.countBy(clusters, 'organization', orgId) < maxClusters) return
  throw new RestFault(409, { message: `An organization has at most ${maxClusters} clusters.` })
}

/** The announced resource of a token that can still be used. */
export async function openPreregistration(
  { core, secret }: FleetContext,
  token: string,
): Promise<Preregistration> {
  const clusterId = await readBootstrapToken(secret, token, core.clock)
  const found = clusterId === undefined ? undefined : core.world.get(preregistrations, clusterId)
  if (found === undefined || found.isUsed) throw forbidden('The bootstrap token is not valid (any more).')
  return found
}

/** The administrator pressed Allow: the code that the browser carries to the host. */
export function allow({ core }: FleetContext, announced: Preregistration, cause: string): string {
  const code = core.ids.hex(32)
  core.world.commit({
    cause,
    reason: 'registration allowed',
    writes: [put(preregistrations, { ...announced, codeHash: hashSecret(code) })],
  })
  return code
}

/** What a host brings to claim a resource. */
export interface Claim {
  readonly bootstrapToken: string
  readonly code: string
  readonly host: Peer & { readonly peers: readonly Peer[] }
}

export interface Registered {
  readonly announced: Preregistration
  readonly machineAccount: { readonly id: string; readonly uid: string; readonly password: string }
}

/** The host claims the resource: the cluster comes to be, and with it the account of its nodes. */
export async function register(context: FleetContext, claim: Claim, cause: string): Promise<Registered> {
  const { core } = context
  const announced = await openPreregistration(context, claim.bootstrapToken)
  if (announced.codeHash !== hashSecret(claim.code)) throw forbidden('The registration has not been allowed.')
  if (announced.hostname !== claim.host.hostname) {
    throw forbidden('The resource was announced for another host.')
  }
  const id = core.ids.uuid()
  const machineAccount = { id, uid: `${announced.clusterId}.fusion`, password: core.ids.hex(24) }
  core.world.commit({
    cause,
    reason: 'cluster registered',
    writes: [
      put(preregistrations, { ...announced, isUsed: true }),
      ...clusterWrites(context, announced, claim.host),
      put(machineAccounts, {
        id,
        orgId: announced.orgId,
        uid: machineAccount.uid,
        passwordHash: hashSecret(machineAccount.password),
        clusterId: announced.clusterId,
      }),
    ],
  })
  return { announced, machineAccount }
}

function clusterWrites(
  { core }: FleetContext,
  { clusterId, orgId, displayName, resourceGroupId }: Preregistration,
  { serial, peers }: Claim['host'],
): readonly Write[] {
  return [
    put(clusters, {
      id: clusterId,
      orgId,
      name: displayName,
      resourceGroupId,
      created: core.clock.now(),
      primarySerial: serial,
      peers,
      appliance: { size: 'medium', coResidence: 'dedicated' },
      assignmentType: 'activeActive',
    }),
    put(fleetConfigs, { clusterId, defaultSite: findSite(core, orgId).name, ...DEFAULT_CONFIG }),
  ]
}

/** @source webex.md 15.2 for the fields */
const DEFAULT_CONFIG = { configVersion: 1, features: {}, ewsPollSeconds: 60 } as const
