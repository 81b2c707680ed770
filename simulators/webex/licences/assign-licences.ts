import { put, type Core, type Write } from '../../core/index.js'
import { disentitle, entitle } from '../fleet/users/entitle.js'
import { licenceHoldings, type Licence } from '../records/licences.js'
import type { Person } from '../records/people.js'
import { siteUserKey, siteUsers } from '../records/sites.js'
import { consumedUnits, heldLicences } from './seats.js'

export interface LicenceChange {
  readonly licence: Licence
  readonly operation: 'add' | 'remove'
}

export interface AssignedLicences {
  readonly writes: readonly Write[]
  readonly refused: readonly Licence[]
}

/** Gives seats to a person and takes them away; a licence without a free seat is refused. */
export function assignLicences(
  core: Core,
  person: Person,
  changes: readonly LicenceChange[],
): AssignedLicences {
  const held = heldLicences(core, person).map(({ id }) => id)
  const needed = changes.filter(
    ({ licence, operation }) => held.includes(licence.id) !== (operation === 'add'),
  )
  const possible = needed.filter(
    ({ licence, operation }) => operation === 'remove' || consumedUnits(core, licence) < licence.totalUnits,
  )
  return {
    refused: needed.filter((change) => !possible.includes(change)).map(({ licence }) => licence),
    writes: [
      ...holdingWrite(core, person, possible),
      ...possible.flatMap((change) => effects(core, person, change)),
    ],
  }
}

function holdingWrite({ world }: Core, { id }: Person, changes: readonly LicenceChange[]): readonly Write[] {
  const seats = changes.filter(({ licence }) => licence.service !== 'exchangeCalendar')
  if (seats.length === 0) return []
  const idsOf = (wanted: LicenceChange['operation']) =>
    seats.filter(({ operation }) => operation === wanted).map(({ licence }) => licence.id)
  const kept = (world.get(licenceHoldings, id)?.licenceIds ?? []).filter(
    (one) => !idsOf('remove').includes(one),
  )
  return [put(licenceHoldings, { personId: id, licenceIds: [...kept, ...idsOf('add')] })]
}

/** What else a seat means: the calendar service, or being a host at the site. */
function effects(core: Core, person: Person, { licence, operation }: LicenceChange): readonly Write[] {
  switch (licence.service) {
    case 'exchangeCalendar':
      return operation === 'add' ? entitle(core, person) : disentitle(core, person.id)
    case 'meetings': {
      const account = core.world.get(siteUsers, siteUserKey(licence.siteName ?? '', person.email))
      return account === undefined ? [] : [put(siteUsers, { ...account, host: operation === 'add' })]
    }
    default:
      return []
  }
}
