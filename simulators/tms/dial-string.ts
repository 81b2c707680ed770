import type { CalendarItem } from '../../clients/index.js'

/** The properties that name a conference held elsewhere, the first that is set. @source hybrid-calendar.md HC-172, HC-173 */
export const CONFERENCE_PROPERTIES = ['TMS:ExternalConferenceData', 'UCCapabilities'] as const

export type ConferenceProperty = (typeof CONFERENCE_PROPERTIES)[number]

export interface ExternalConference {
  readonly property: ConferenceProperty
  /** The video address, without its scheme. */
  readonly dialString: string
}

/** @source hybrid-calendar.md HC-175: with or without the scheme */
const SIP_URI = /^(?:sips?:)?([^\s@<>"':]+@[\w-]+(?:\.[\w-]+)*)$/i

/**
 * The conference that somebody else holds, if the booking names one. @inferred The connector's property counts before the
 * plug-in's; what is no video address, such as what Skype for Business writes into `UCCapabilities`, is passed over.
 */
export function externalConference({
  extendedProperties,
}: Pick<CalendarItem, 'extendedProperties'>): ExternalConference | undefined {
  for (const property of CONFERENCE_PROPERTIES) {
    const dialString = SIP_URI.exec(extendedProperties[property]?.trim() ?? '')?.[1]
    if (dialString !== undefined) return { property, dialString }
  }
  return undefined
}
