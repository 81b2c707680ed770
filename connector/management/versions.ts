/** What the host calls itself. The fields are Cisco's, the numbers of the era we follow. @source webex.md 15 */
export const PLATFORM = { platform: 'expressway-c', platformVersion: 'X12.5.9' } as const

/** Versions of the two connectors on the host. @source webex.md 15.2 */
export const CONNECTOR_VERSIONS = { c_mgmt: '8.11-1.0.321154', c_cal: '8.11-1.0.6300' } as const

/** Users that one node takes. @source hybrid-calendar.md 16, shared medium node */
export const CAPACITY = 1000
