import { put, type Core, type Write } from '../../core/index.js'
import { licenceHoldings, licences, type Licence, type LicensedService } from '../records/licences.js'
import { entitlements } from '../records/service-users.js'

/** How an organization's subscription is made up. @observed in answers of the API: the names, but for the last */
export const LICENCE_NAMES: Readonly<Record<LicensedService, string>> = {
  messaging: 'Messaging',
  basicSpaceMeetings: 'Basic Space Meetings',
  advancedSpaceMeetings: 'Advanced Space Meetings',
  meetings: 'Meeting - Webex Enterprise Edition',
  /** @inferred */
  exchangeCalendar: 'Hybrid Calendar Service (Exchange)',
}

/** What everybody gets who is provisioned. */
export const USUAL_SERVICES: readonly LicensedService[] = ['messaging', 'advancedSpaceMeetings', 'meetings']

/** @inferred More seats than a lab has people. */
const USUAL_UNITS = 100_000

/** The subscription of an organization, with its site for meetings. */
export function newSubscription(
  { ids }: Core,
  { orgId, siteName }: { readonly orgId: string; readonly siteName: string },
): readonly Licence[] {
  const named = ids.fork('subscription')
  const subscriptionId = `Sub${named.hex(4)}`
  return (Object.keys(LICENCE_NAMES) as LicensedService[]).map((service) => ({
    id: named.uuid(),
    orgId,
    service,
    totalUnits: USUAL_UNITS,
    subscriptionId,
    siteName: service === 'meetings' ? siteName : null,
  }))
}

/** The seats of somebody who is provisioned. */
export function usualSeats(subscription: readonly Licence[], personId: string): Write {
  const usual = subscription.filter(({ service }) => USUAL_SERVICES.includes(service))
  return put(licenceHoldings, { personId, licenceIds: usual.map(({ id }) => id) })
}

export function licencesOf({ world }: Core, orgId: string): readonly Licence[] {
  return [...world.by(licences, 'organization', orgId)].map(({ record }) => record)
}

/** How many have a seat. Each entitlement is a seat of the calendar service. */
export function consumedUnits({ world }: Core, { id, orgId, service }: Licence): number {
  return service === 'exchangeCalendar'
    ? world.countBy(entitlements, 'organization', orgId)
    : world.countBy(licenceHoldings, 'licence', id)
}

/** The licences in which a person has a seat. */
export function heldLicences(core: Core, { id, orgId }: { readonly id: string; readonly orgId: string }) {
  const { world } = core
  const held = world.get(licenceHoldings, id)?.licenceIds ?? []
  const isEntitled = world.get(entitlements, id) !== undefined
  return licencesOf(core, orgId).filter(
    (licence) => held.includes(licence.id) || (isEntitled && licence.service === 'exchangeCalendar'),
  )
}
