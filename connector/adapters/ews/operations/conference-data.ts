/**
 * The property TelePresence management reads a meeting's dial string from (HC-172).
 * @inferred property set and type (HC-174)
 */
export const CONFERENCE_DATA_PROPERTY = 'TMS:ExternalConferenceData'

export const CONFERENCE_DATA_URI = `<t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="${CONFERENCE_DATA_PROPERTY}" PropertyType="String"/>`
