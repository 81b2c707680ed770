import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{simulators,clients,connector,conformance,cli,doors,docker,scripts,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**'],
    globalSetup: ['test/ews-schema.global.ts'],
    // Many tests wait for a program: on a small machine a second worker is worth it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
