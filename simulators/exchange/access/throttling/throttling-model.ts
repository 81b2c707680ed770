import type { ProductName } from '../../versions/index.js'

/** Of a request that impersonates: the account that logged in, or the mailbox that it acts for. */
export type Party = 'caller' | 'target'

/** How a release keeps its budgets. */
export interface ThrottlingModel {
  /**
   * Whose budget an impersonating request is charged to. Of a target it is a second budget, which all service
   * accounts share and its owner does not use.
   */
  readonly budget: Party
  /** Whose policy says how large that budget is. */
  readonly policy: Party
  /** What of time is counted: a balance that recharges, or the shares of the last minute. */
  readonly time: 'balance' | 'windows'
  /** How many answers may stay open at once; `policy` is the number of EwsMaxConcurrency, counted on its own. */
  readonly hangingConnections: number | 'policy'
  /** How many rows of searches may be held; undefined where the policy says it. */
  readonly findCount: { readonly plain: number; readonly restricted: number } | undefined
  /** How many requests may wait in a server before it refuses more with 503. */
  readonly queueLength: number
}

/** What an installation may set otherwise than its release does. @source ews.md 7.1, 7.3, 11.8 */
export interface ThrottlingSwitches extends Partial<
  Pick<ThrottlingModel, 'budget' | 'policy' | 'hangingConnections' | 'queueLength'>
> {
  /** How one subscription too many is refused. Default `message`. */
  readonly subscriptionRefusal?: 'message' | 'fault'
}

const SINCE_2013: ThrottlingModel = {
  budget: 'target',
  policy: 'caller',
  time: 'balance',
  hangingConnections: 10,
  findCount: { plain: 1_000, restricted: 250 },
  queueLength: 65_535,
}

/**
 * What differs between releases. 2010 is SP3: before the Update Rollup 4 of SP2 the caller was charged.
 * @source ews.md 7.1, 7.3; @inferred whose policy counts, by what the deployment guides have administrators do, who
 * associate theirs with the service account and not with users; the lengths of queues
 */
export const THROTTLING_MODELS: Readonly<Record<ProductName, ThrottlingModel>> = {
  '2010': {
    budget: 'target',
    policy: 'caller',
    time: 'windows',
    hangingConnections: 'policy',
    findCount: undefined,
    queueLength: 1_000,
  },
  '2013': { ...SINCE_2013, hangingConnections: 3 },
  '2016': SINCE_2013,
  '2019': SINCE_2013,
  se: SINCE_2013,
  online: SINCE_2013,
}
