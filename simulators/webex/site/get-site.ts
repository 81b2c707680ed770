import type { PasswordCriteria, Site } from '../records/sites.js'
import { operation } from './operation.js'
import { siteZone } from './time-zones.js'
import { field, fixed, group, type Fields } from './xml/fields.js'
import { flag, group as elements } from './xml/request-schema.js'

const label = ({ name }: Site) => name.split('.')[0] ?? name

const criteria = (read: (site: Site) => PasswordCriteria): Fields<Site> => [
  field('ns1:mixedCase', (site) => read(site).mixedCase),
  field('ns1:minLength', (site) => read(site).minLength),
  field('ns1:minAlpha', (site) => read(site).minAlpha),
  field('ns1:minNumeric', (site) => read(site).minNumeric),
  field('ns1:minSpecial', (site) => read(site).minSpecial),
]

const META_DATA: Fields<Site> = [
  fixed('ns1:isEnterprise', true),
  fixed('ns1:serviceType', 'Meeting Center'),
  group('ns1:meetingTypes', [
    fixed('ns1:meetingTypeID', 1),
    fixed('ns1:meetingTypeName', 'PRO'),
    fixed('ns1:hideInScheduler', false),
  ]),
  field('ns1:siteName', label),
  field('ns1:brandName', label),
  field('ns1:siteURL', ({ name }) => name),
  field('ns1:siteID', ({ id }) => id),
  field('ns1:siteUUID', ({ uuid }) => uuid),
  field('ns1:timeZoneID', ({ timeZoneId }) => timeZoneId),
  field('ns1:timeZone', ({ timeZoneId }) => siteZone(timeZoneId)?.label),
  field('ns1:parterID', ({ partnerId }) => partnerId),
  fixed('ns1:pageLanguage', 'ENGLISH'),
  fixed('ns1:activateStatus', true),
]

/**
 * What a site says of itself, in order. Of the product's blocks those are here that the lab has something to say in.
 * @source XML API schema, site: siteType; @inferred siteURL, siteID and siteUUID, of which webex.md 13 says that a
 * connector shows the last one after its connection was tested
 */
const SITE: Fields<Site> = [
  group('ns1:metaData', META_DATA),
  group('ns1:supportAPI', [fixed('ns1:xmlAPI', true)]),
  group('ns1:securityOptions', [
    field('ns1:passwordExpires', ({ policy }: Site) => policy.passwordLifetimeDays !== null),
    field('ns1:passwordLifetime', ({ policy }) => policy.passwordLifetimeDays ?? 0),
    field('ns1:allMeetingsPassword', ({ policy }) => policy.requiresMeetingPassword),
  ]),
  group(
    'ns1:passwordCriteria',
    criteria(({ policy }) => policy.meetingPassword),
  ),
  group(
    'ns1:accountPasswordCriteria',
    criteria(({ policy }) => policy.accountPassword),
  ),
]

/** GetSite. @source webex.md 13; developer.cisco.com, GetSite */
export const getSite = operation('account', {
  name: 'site.GetSite',
  request: elements({ returnSettings: elements({ eventCenter: flag() }).optional() }),
  handle: ({ site }) => site,
  answer: { type: 'ns1:getSiteResponse', fields: [group('ns1:siteInstance', SITE)] },
})
