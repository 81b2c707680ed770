import { z } from 'zod'
import { timeText } from '../rest/shapes.js'

/** @source developer.webex.com, hybrid clusters and hybrid connectors; webex.md 6 */
export const hybridClusterShape = z
  .strictObject({
    id: z.string(),
    orgId: z.string(),
    name: z.string(),
    resourceGroupId: z.string().optional(),
  })
  .meta({ id: 'HybridCluster' })

const alarmShape = z.strictObject({
  id: z.string(),
  created: timeText,
  severity: z.enum(['critical', 'error', 'warning', 'alert']),
  title: z.string(),
  description: z.string(),
  hybridConnectorId: z.string(),
})

export const hybridConnectorShape = z
  .strictObject({
    id: z.string(),
    orgId: z.string(),
    hybridClusterId: z.string(),
    hostname: z.string(),
    status: z.enum(['operational', 'impaired', 'outage', 'maintenanceMode']),
    created: timeText,
    type: z.string(),
    version: z.string(),
    alarms: z.array(alarmShape),
  })
  .meta({ id: 'HybridConnector' })

/** @source developer.webex.com, resource groups and resource group memberships; webex.md 6 */
export const resourceGroupShape = z
  .strictObject({ id: z.string(), name: z.string(), orgId: z.string() })
  .meta({ id: 'ResourceGroup' })

const membership = z.strictObject({
  id: z.string(),
  resourceGroupId: z.string(),
  licenseId: z.string(),
  personId: z.string(),
  personOrgId: z.string(),
  status: z.enum(['pending', 'activated', 'error']),
})

export const resourceGroupMembershipShape = membership.meta({ id: 'ResourceGroupMembership' })

/** @source developer.webex.com, list resource group memberships V2 */
export const resourceGroupMembershipV2Shape = z
  .strictObject({
    id: z.string(),
    resourceGroupId: z.string(),
    licenseId: z.string(),
    memberId: z.string(),
    orgId: z.string(),
    type: z.enum(['User', 'Workspace']),
    status: z.enum(['pending', 'activated', 'error']),
  })
  .meta({ id: 'ResourceGroupMembershipV2' })
