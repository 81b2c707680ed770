/** Times and sizes of the fleet, all on the lab's clock. */
export interface FleetLimits {
  /** What a heartbeat is told about the next one. @source webex.md 15.2 */
  readonly heartbeatSeconds: number
  /** Silence after which a node is lost: three heartbeats missed. @source webex.md 15.2 */
  readonly silentMs: number
  /** @source webex.md 15.1: two nodes in 2017 and 2019, six in the current documents */
  readonly maxNodes: number
  /** Users per node where the connector does not say. @source hybrid-calendar.md 16, CAP: a dedicated medium node */
  readonly capacity: number
  /** @source webex.md 15.1 */
  readonly bootstrapSeconds: number
  /** How long the Allow page can be answered. @source webex.md 14, 15.1 */
  readonly authorizePageMs: number
}

export const FLEET_LIMITS: FleetLimits = {
  heartbeatSeconds: 5,
  silentMs: 15_000,
  maxNodes: 2,
  capacity: 10_000,
  bootstrapSeconds: 3600,
  authorizePageMs: 15 * 60_000,
}
