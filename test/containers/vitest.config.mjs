import { defineConfig } from 'vitest/config'

/** Tests that need a container engine; "npm run test:containers" finds or starts one. */
export default defineConfig({
  test: {
    include: ['test/containers/**/*.container.ts'],
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
