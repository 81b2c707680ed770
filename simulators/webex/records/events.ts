/** The stream of all changes that somebody's clients are told of over Mercury. */
export const EVENTS_STREAM = 'webex.events'
