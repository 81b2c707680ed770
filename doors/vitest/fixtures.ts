import { test as base, type TestAPI } from 'vitest'
import {
  startReferenceConnector,
  type ReferenceConnector,
  type ReferenceConnectorOptions,
} from '../connector/reference-connector.js'
import { Lab, type LabOptions, type People } from '../../simulators/lab/index.js'

/** What a test of `exwex/vitest` can ask for. */
export interface LabFixtures {
  /** How this test's lab is to be: `test.override({ labOptions: { clock: 'manual' } })`. */
  labOptions: LabOptions
  /** How the reference connector is to be, for tests that ask for it. */
  connectorOptions: ReferenceConnectorOptions
  /** A lab of the test's own: started before it, ended after it. */
  lab: Lab
  /** The people of that lab. */
  people: People
  /** The reference connector, serving everyone; started only for a test that asks for it. */
  connector: ReferenceConnector
}

export const test: TestAPI<LabFixtures> = base.extend<LabFixtures>({
  labOptions: {},
  connectorOptions: {},
  lab: async ({ labOptions }, use) => {
    await using lab = await Lab.start(labOptions)
    await use(lab)
  },
  people: async ({ lab }, use) => {
    await use(lab.people)
  },
  connector: async ({ lab, connectorOptions }, use) => {
    await using connector = await startReferenceConnector(lab, connectorOptions)
    await use(connector)
  },
})
