/**
 * A lab for each test, its people and a connector as fixtures, and matchers for what became of a meeting.
 *
 *     import { test, expect } from 'exwex/vitest'
 */
import { expect } from 'vitest'
import { matchers } from './matchers.js'

expect.extend(matchers)

export { expect }
export { test, test as it, type LabFixtures } from './fixtures.js'
export { matchers, type LabMatchers } from './matchers.js'
export type { Within } from './patience.js'
export type { ExpectedInteraction } from './received-interaction.js'
export type { ExpectedMeeting } from './received-meeting.js'
