import type { Calls, OperationCost } from './cost-to-exchange.js'

/** Figures to compare others with. */
export interface ReferenceCost {
  readonly ews: Calls
  readonly operations: readonly OperationCost[]
}

/** Until a meeting is decorated, in the seconds after, and for a user and hour at rest. */
type Row = readonly [protocol: string, operation: string, number, number, number]

const ROWS: readonly Row[] = [
  ['ews', 'GetItem', 2, 2, 0],
  ['ews', 'GetStreamingEvents', 0, 0, 0.5],
  ['ews', 'GetUserOofSettings', 0, 0, 60],
  ['ews', 'UpdateItem', 1, 0, 0],
  ['autodiscover', 'POX', 0, 0, 1],
  ['ldap', 'bind', 0, 0, 0.25],
  ['ldap', 'search', 0, 0, 0.5],
  ['ldap', 'unbind', 0, 0, 0.25],
]

/**
 * What the reference connector costs in the default organization: measured in lab time over ten meetings with one
 * person invited each, and an hour at rest of four users. `test/connector/cost.test.ts` measures it anew each time.
 */
export const REFERENCE_COST: ReferenceCost = {
  ews: { perMeeting: 3, afterwards: 2, perUserHour: 60.5 },
  operations: ROWS.map(([protocol, operation, perMeeting, afterwards, perUserHour]) => ({
    protocol,
    operation,
    perMeeting,
    afterwards,
    perUserHour,
  })),
}
