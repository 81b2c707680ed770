import { createCore, createManualClock, type Core, type ManualClock } from '../../core/index.js'
import { createDirectory, type Directory } from '../create-directory.js'
import type { OrganizationSeed } from '../seed/organization.js'
import { SAMPLE } from './sample-organization.js'

export interface TestDirectory {
  readonly core: Core
  readonly clock: ManualClock
  readonly directory: Directory
}

export function createTestDirectory(changes: Partial<OrganizationSeed> = {}): TestDirectory {
  const clock = createManualClock()
  const core = createCore({ seed: 1, clock })
  return { core, clock, directory: createDirectory(core, { ...SAMPLE, ...changes }) }
}
