import type { Core } from '../../core/index.js'
import { licenceHoldings, licences, type LicensedService } from '../records/licences.js'

/** What somebody's spaces can be used for: how many may meet there, if they may at all. */
export interface ServiceLevel {
  readonly name: 'messaging' | 'basic' | 'advanced'
  readonly maxPeopleInMeeting: number
}

/** @source hybrid-calendar.md HC-126: messaging only, basic with 25 people, advanced with 200; the best one counts */
const LEVELS: readonly (readonly [service: LicensedService, level: ServiceLevel])[] = [
  ['advancedSpaceMeetings', { name: 'advanced', maxPeopleInMeeting: 200 }],
  ['basicSpaceMeetings', { name: 'basic', maxPeopleInMeeting: 25 }],
]

const MESSAGING: ServiceLevel = { name: 'messaging', maxPeopleInMeeting: 0 }

export function serviceLevelOf({ world }: Core, personId: string): ServiceLevel {
  const held = world.get(licenceHoldings, personId)?.licenceIds ?? []
  const services = held.map((id) => world.get(licences, id)?.service)
  return LEVELS.find(([service]) => services.includes(service))?.[1] ?? MESSAGING
}

export function mayHoldMeetings(core: Core, personId: string): boolean {
  return serviceLevelOf(core, personId).maxPeopleInMeeting > 0
}
