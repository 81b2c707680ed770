import type { FleetLimits } from './limits.js'

/** Which of the documents that contradict each other is followed. @source hybrid-calendar.md 0.3 */
export type Era = '2017' | '2019' | 'current'

export const DEFAULT_ERA: Era = '2019'

/** What differs between the eras. @source hybrid-calendar.md 0.3, the row "cluster" */
export const ERA_LIMITS: Readonly<Record<Era, Pick<FleetLimits, 'maxNodes' | 'maxClusters'>>> = {
  2017: { maxNodes: 2, maxClusters: 1 },
  2019: { maxNodes: 2, maxClusters: Infinity },
  current: { maxNodes: 6, maxClusters: Infinity },
}
