/** Times and sizes of the fleet, all on the lab's clock. */
export interface FleetLimits {
  /** What a heartbeat is told about the next one. @source webex.md 15.2 */
  readonly heartbeatSeconds: number
  /** Silence after which a node is lost: three heartbeats missed. @source webex.md 15.2 */
  readonly silentMs: number
  /** @source webex.md 15.1: two nodes in 2017 and 2019, six in the current documents */
  readonly maxNodes: number
  /** Clusters of an organization. @source hybrid-calendar.md 0.3: one in 2017 */
  readonly maxClusters: number
  /** @source webex.md 15.1 */
  readonly bootstrapSeconds: number
  /** How long the Allow page can be answered. @source webex.md 14, 15.1 */
  readonly authorizePageMs: number
  /** An alarm that ends within this time is not mailed. @source HC-267 "within minutes"; @inferred five of them */
  readonly alarmMailMs: number
  /** Share and number of users in error from which the service itself is in alarm. @source HC-248; @inferred both numbers */
  readonly errorThreshold: { readonly percent: number; readonly users: number }
}

export const FLEET_LIMITS: Omit<FleetLimits, 'maxNodes' | 'maxClusters'> = {
  heartbeatSeconds: 5,
  silentMs: 15_000,
  bootstrapSeconds: 3600,
  authorizePageMs: 15 * 60_000,
  alarmMailMs: 5 * 60_000,
  errorThreshold: { percent: 10, users: 10 },
}
