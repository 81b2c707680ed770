import type { Level } from './requirement.js'

/** What a connector may lack: a manifest declares what a subject has, and a row of an undeclared feature is not judged. */
export const FEATURES = {
  'personal-room': { level: 1, title: 'Writes the details of the organizer’s personal room (@webex)' },
  series: { level: 1, title: 'Decorates recurring meetings and their exceptions' },
  'catch-up': { level: 1, title: 'Finds what changed while it was away' },
  'connectivity-check': { level: 1, title: 'Asks with ConvertId whether Exchange is back' },
  takeover: { level: 1, title: 'Serves the users of a lost node by another one' },
  space: { level: 2, title: 'Makes a space for the people invited (@meet, @spark)' },
  publish: { level: 3, title: 'Publishes meetings to the cloud, encrypted' },
  'out-of-office': { level: 3, title: 'Publishes automatic replies as a presence' },
  scheduling: { level: 3, title: 'Schedules meetings and tells free times when the cloud asks' },
} as const satisfies Readonly<Record<string, { readonly level: Level; readonly title: string }>>

export type Feature = keyof typeof FEATURES

/** Every feature that a subject of that level can have. */
export function featuresOfLevel(level: Level): readonly Feature[] {
  return featureNames().filter((name) => FEATURES[name].level <= level)
}

export function featureNames(): readonly Feature[] {
  return Object.keys(FEATURES) as Feature[]
}
