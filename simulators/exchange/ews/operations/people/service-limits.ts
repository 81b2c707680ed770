/** What an organization allows that never changed it. @source MS documentation of GetServiceConfiguration, sample */
export const MAX_MESSAGE_SIZE = 10_485_760
export const MAX_TIP_RECIPIENTS = 50
export const LARGE_AUDIENCE = 25
export const LARGE_AUDIENCE_CAP = 1000
