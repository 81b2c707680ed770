import type { Zones } from '../../core/zones/zones.js'

/** A time zone of the XML API: `timeZoneID` is its place in the table. */
export interface SiteZone {
  readonly id: number
  /** `GMT+01:00, Europe (Berlin)` */
  readonly label: string
  /** The zone of the database that keeps its clock. */
  readonly iana: string
}

/**
 * @source webex-time-zones 0.2.2 (Cisco), the labels, and that 25 is Berlin from a recorded reply
 * @inferred the database zone of each, by the place that the label names
 */
const TABLE: readonly (readonly [label: string, iana: string])[] = [
  ['GMT-12:00, Dateline (Eniwetok)', 'Etc/GMT+12'],
  ['GMT-11:00, Samoa (Samoa)', 'Pacific/Pago_Pago'],
  ['GMT-10:00, Hawaii (Honolulu)', 'Pacific/Honolulu'],
  ['GMT-09:00, Alaska (Ancorage)', 'America/Anchorage'],
  ['GMT-08:00, Pacific (San Jose)', 'America/Los_Angeles'],
  ['GMT-07:00, Mountain (Arizona)', 'America/Phoenix'],
  ['GMT-07:00, Mountain (Denver)', 'America/Denver'],
  ['GMT-06:00, Central (Chicago)', 'America/Chicago'],
  ['GMT-06:00, Mexico (Mexico City,Tegucigalpa)', 'America/Mexico_City'],
  ['GMT-06:00, Central (Regina)', 'America/Regina'],
  ['GMT-05:00, S. America Pacific (Bogota)', 'America/Bogota'],
  ['GMT-05:00, Eastern (New York)', 'America/New_York'],
  ['GMT-05:00, Eastern (Indiana)', 'America/Indiana/Indianapolis'],
  ['GMT-04:00, Atlantic (Halifax)', 'America/Halifax'],
  ['GMT-04:00, S. America Western (Caracas)', 'America/Caracas'],
  ['GMT-03:30, Newfoundland (Newfoundland)', 'America/St_Johns'],
  ['GMT-03:00, S. America Eastern (Brasilia)', 'America/Sao_Paulo'],
  ['GMT-03:00, S. America Eastern (Buenos Aires)', 'America/Buenos_Aires'],
  ['GMT-02:00, Mid-Atlantic (Mid-Atlantic)', 'Etc/GMT+2'],
  ['GMT-01:00, Azores (Azores)', 'Atlantic/Azores'],
  ['GMT+00:00, Greenwich (Casablanca)', 'Africa/Casablanca'],
  ['GMT+00:00, GMT (London)', 'Europe/London'],
  ['GMT+01:00, Europe (Amsterdam)', 'Europe/Amsterdam'],
  ['GMT+01:00, Europe (Paris)', 'Europe/Paris'],
  ['GMT+01:00, Europe (Prague)', 'Europe/Prague'],
  ['GMT+01:00, Europe (Berlin)', 'Europe/Berlin'],
  ['GMT+02:00, Greece (Athens)', 'Europe/Athens'],
  ['GMT+02:00, Eastern Europe (Bucharest)', 'Europe/Bucharest'],
  ['GMT+02:00, Egypt (Cairo)', 'Africa/Cairo'],
  ['GMT+02:00, South Africa (Pretoria)', 'Africa/Johannesburg'],
  ['GMT+02:00, Northern Europe (Helsinki)', 'Europe/Helsinki'],
  ['GMT+02:00, Israel (Tel Aviv)', 'Asia/Jerusalem'],
  ['GMT+03:00, Saudi Arabia (Baghdad)', 'Asia/Baghdad'],
  ['GMT+03:00, Russian (Moscow)', 'Europe/Moscow'],
  ['GMT+03:00, Nairobi (Nairobi)', 'Africa/Nairobi'],
  ['GMT+03:00, Iran (Tehran)', 'Asia/Tehran'],
  ['GMT+04:00, Arabian (Abu Dhabi, Muscat)', 'Asia/Dubai'],
  ['GMT+04:00, Baku (Baku)', 'Asia/Baku'],
  ['GMT+04:00, Afghanistan (Kabul)', 'Asia/Kabul'],
  ['GMT+05:00, West Asia (Ekaterinburg)', 'Asia/Yekaterinburg'],
  ['GMT+05:00, West Asia (Islamabad)', 'Asia/Karachi'],
  ['GMT+05:30, India (Bombay)', 'Asia/Calcutta'],
  ['GMT+06:00, Columbo (Columbo)', 'Asia/Colombo'],
  ['GMT+06:00, Central Asia (Almaty)', 'Asia/Almaty'],
  ['GMT+07:00, Bangkok (Bangkok)', 'Asia/Bangkok'],
  ['GMT+08:00, China (Beijing)', 'Asia/Shanghai'],
  ['GMT+08:00, Australia Western (Perth)', 'Australia/Perth'],
  ['GMT+08:00, Singapore (Singapore)', 'Asia/Singapore'],
  ['GMT+08:00, Taipei (Hong Kong)', 'Asia/Hong_Kong'],
  ['GMT+09:00, Tokyo (Tokyo)', 'Asia/Tokyo'],
  ['GMT+09:00, Korea (Seoul)', 'Asia/Seoul'],
  ['GMT+09:30, Yakutsk (Yakutsk)', 'Asia/Yakutsk'],
  ['GMT+09:30, Australia Central (Adelaide)', 'Australia/Adelaide'],
  ['GMT+09:30, Australia Central (Darwin)', 'Australia/Darwin'],
  ['GMT+10:00, Australia Eastern (Brisbane)', 'Australia/Brisbane'],
  ['GMT+10:00, Australia Eastern (Sydney)', 'Australia/Sydney'],
  ['GMT+10:00, West Pacific (Guam)', 'Pacific/Guam'],
  ['GMT+10:00, Tasmania (Hobart)', 'Australia/Hobart'],
  ['GMT+10:00, Vladivostok (Vladivostok)', 'Asia/Vladivostok'],
  ['GMT+11:00, Central Pacific (Solomon Is)', 'Pacific/Guadalcanal'],
  ['GMT+12:00, New Zealand (Wellington)', 'Pacific/Auckland'],
  ['GMT+12:00, Fiji (Fiji)', 'Pacific/Fiji'],
]

export const SITE_ZONES: readonly SiteZone[] = TABLE.map(([label, iana], id) => ({ id, label, iana }))

/** GMT (London): what a time is in that names no zone. @inferred */
export const LONDON = 21

/** The zone of a `timeZoneID`; undefined for a number that has none. */
export const siteZone = (id: number): SiteZone | undefined => SITE_ZONES[id]

/**
 * The zone of the table that stands for one of the database: itself, one that Windows holds for the same, or else
 * London, in whose time a meeting is then told.
 */
export function nearestSiteZone(zones: Zones, iana: string): SiteZone {
  const windowsId = zones.windowsId(iana)
  const found =
    SITE_ZONES.find((zone) => zone.iana === iana) ??
    SITE_ZONES.find((zone) => windowsId !== undefined && zones.windowsId(zone.iana) === windowsId)
  return found ?? (SITE_ZONES[LONDON] as SiteZone)
}
