import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

it.each(['README.md', 'docs/testing-with-exwex.md'])('shows in %s the very test that is run', (document) => {
  const example = readFileSync(join(ROOT, 'examples/vitest/decorated.test.ts'), 'utf8')

  const text = readFileSync(join(ROOT, document), 'utf8')

  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(10)
  expect(text).toContain(`\`\`\`ts\n${example}\`\`\`\n`)
})
