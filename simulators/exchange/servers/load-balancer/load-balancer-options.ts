/** How a load balancer stands before the servers. */
export interface LoadBalancerOptions {
  /**
   * `none` gives each connection of a client to the next server, which then serves all of it. `cookie` learns from
   * answers which server gave a client its `exchangecookie`, and leads the client back there. Default `none`.
   */
  readonly affinity?: 'none' | 'cookie'
  /**
   * Whose the connections to the servers are. `own`: each client connection has its own, so that a log-on by NTLM
   * stays with its client. `shared`: any request takes any free connection, as balancers do that pool them, and
   * NTLM breaks. Default `own`.
   */
  readonly connections?: 'own' | 'shared'
  /** Connections on which nobody says anything for so long are cut. Default: never. */
  readonly idleCutMs?: number
}
