import { z } from 'zod'

const time = z.iso.datetime()
const severity = z.enum(['critical', 'error', 'warning', 'alert'])

/** One alarm of a node, a host, or a service as a whole. @source hybrid-calendar.md HC-271 for most of the fields */
export const alarmView = z
  .strictObject({
    alarmId: z.uuid(),
    id: z.string().nullable().describe('The published number; null for what the documents do not number.'),
    key: z.string().nullable(),
    severity,
    title: z.string(),
    description: z.string(),
    solution: z.string().nullable(),
    firstReported: time,
    lastReported: time,
    clusterId: z.uuid().nullable(),
    nodeId: z.uuid().nullable(),
    hostname: z.string().nullable(),
    connectorType: z.string().nullable(),
    acknowledged: z.strictObject({ by: z.string(), at: time }).nullable(),
  })
  .meta({ id: 'Alarm' })
export type AlarmView = z.output<typeof alarmView>

export const connectorView = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  version: z.string(),
  state: z.string(),
  enabled: z.boolean(),
  status: z.enum(['operational', 'impaired', 'outage', 'maintenanceMode']),
  alarms: z.int(),
})
export type ConnectorView = z.output<typeof connectorView>

export const nodeView = z
  .strictObject({
    id: z.uuid(),
    hostname: z.string(),
    serial: z.string(),
    isPrimary: z.boolean(),
    state: z.enum(['joined', 'live', 'lost']),
    maintenanceMode: z.enum(['on', 'off', 'pending']),
    lastHeartbeat: time.nullable(),
    platformVersion: z.string().nullable(),
    ntp: z.strictObject({ servers: z.array(z.string()), isSynchronized: z.boolean() }).nullable(),
    dns: z.strictObject({ servers: z.array(z.string()), isResolving: z.boolean() }).nullable(),
    releaseKey: z.strictObject({ isValid: z.boolean() }).nullable(),
    users: z.int(),
    connectors: z.array(connectorView),
  })
  .meta({ id: 'Node' })
export type NodeView = z.output<typeof nodeView>

export const appliance = z.strictObject({
  size: z.enum(['small', 'medium', 'large']),
  coResidence: z.enum(['dedicated', 'call', 'shared', 'message', 'callTraversal']),
})

/** @source hybrid-calendar.md HC-233 for the summary; CAP for the colours of the capacity bar */
export const clusterView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    resourceGroupId: z.uuid().nullable(),
    created: time,
    appliance,
    assignmentType: z.enum(['standard', 'activeActive']),
    status: z.enum(['operational', 'impaired', 'outage']),
    capacity: z.strictObject({
      users: z.int(),
      limit: z.int(),
      bar: z.enum(['green', 'amber', 'red']),
    }),
    nodes: z.array(nodeView),
  })
  .meta({ id: 'Cluster' })
export type ClusterView = z.output<typeof clusterView>

export const clusterChange = z
  .strictObject({
    name: z.string().min(1),
    resourceGroupId: z.uuid().nullable(),
    appliance,
    assignmentType: z.enum(['standard', 'activeActive']),
  })
  .partial()
export type ClusterChange = z.output<typeof clusterChange>

export const groupView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    created: time,
    clusters: z.int(),
    users: z.int(),
  })
  .meta({ id: 'ResourceGroup' })
export type GroupView = z.output<typeof groupView>

export const pendingView = z
  .strictObject({
    clusterId: z.uuid(),
    displayName: z.string(),
    hostname: z.string(),
    resourceGroupId: z.uuid().nullable(),
    state: z.enum(['announced', 'allowed', 'expired']).describe('Expired: nobody has claimed it in time.'),
    expires: time,
  })
  .meta({ id: 'PendingRegistration' })
export type PendingView = z.output<typeof pendingView>

const message = z.strictObject({
  key: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  text: z.string(),
})
const userState = z.enum(['activated', 'pendingActivation', 'error', 'deactivated'])

/** @source webex.md 15.4, hybrid-calendar.md 17.1 */
export const statusView = z
  .strictObject({
    userId: z.uuid(),
    orgId: z.uuid(),
    serviceId: z.literal('squared-fusion-cal'),
    entitled: z.boolean(),
    state: userState,
    lastStateChange: time,
    lastStatusUpdate: time,
    nodeId: z.uuid().nullable(),
    clusterId: z.uuid().nullable(),
    connectorId: z.uuid().nullable(),
    resourceGroupId: z.uuid().nullable(),
    owner: z.literal('uss'),
    messages: z.array(message),
    lastSync: time.optional(),
  })
  .meta({ id: 'UserStatus' })
export type StatusView = z.output<typeof statusView>

export const eventView = z
  .strictObject({
    at: time,
    event: z.enum([
      'AddEntitlement',
      'RemoveEntitlement',
      'AddUserResourceGroup',
      'RemoveUserResourceGroup',
      'SetUserStatus',
    ]),
    state: userState.nullable(),
    cluster: z.uuid().nullable(),
    node: z.uuid().nullable(),
    message: z.string(),
  })
  .meta({ id: 'UserEvent' })
export type EventView = z.output<typeof eventView>

/** What a person has of the hybrid services. @source hybrid-calendar.md HC-250 for the names of the entitlements */
export const entitlementsView = z
  .strictObject({
    userId: z.uuid(),
    email: z.string(),
    displayName: z.string(),
    type: z.enum(['person', 'workspace']),
    squaredFusionCal: z.boolean().describe('Hybrid Calendar Service (Exchange)'),
    squaredFusionGCal: z.boolean().describe('Hybrid Calendar Service (Google)'),
    squaredFusionUC: z.boolean().describe('Call Service Aware'),
    squaredFusionEC: z.boolean().describe('Call Service Connect'),
    calendarResourceGroupId: z.uuid().nullable(),
    callResourceGroupId: z.uuid().nullable(),
  })
  .meta({ id: 'Entitlements' })
export type EntitlementsView = z.output<typeof entitlementsView>

export const entitlementsChange = entitlementsView
  .omit({ userId: true, email: true, displayName: true, type: true })
  .partial()
  .meta({ id: 'EntitlementsChange' })
export type EntitlementsChange = z.output<typeof entitlementsChange>

export const summaryView = z
  .strictObject({ total: z.int(), activated: z.int(), notActivated: z.int(), error: z.int() })
  .meta({ id: 'StatusSummary' })
export type SummaryView = z.output<typeof summaryView>

export const mailView = z
  .strictObject({
    id: z.uuid(),
    at: time,
    to: z.array(z.string()),
    kind: z.enum([
      'alarm',
      'thresholdAlarm',
      'upgradePlanned',
      'upgradeDone',
      'upgradeFailed',
      'userWelcome',
      'userError',
    ]),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'Mail' })
export type MailView = z.output<typeof mailView>
