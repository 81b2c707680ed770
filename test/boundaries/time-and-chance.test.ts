import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** Ways to read the machine's time or to throw its dice. */
const PLANTED: readonly (readonly [what: string, code: string, rule: string])[] = [
  ['Date', 'export const now = Date.now()', 'no-restricted-globals'],
  ['new Date', 'export const now = new Date()', 'no-restricted-globals'],
  ['setTimeout', 'setTimeout(() => undefined, 1)', 'no-restricted-globals'],
  ['setInterval', 'setInterval(() => undefined, 1)', 'no-restricted-globals'],
  ['setImmediate', 'setImmediate(() => undefined)', 'no-restricted-globals'],
  ['performance', 'export const now = performance.now()', 'no-restricted-globals'],
  [
    'timers',
    "import { setTimeout as wait } from 'node:timers/promises'\nawait wait(1)",
    'no-restricted-imports',
  ],
  ['Math.random', 'export const dice = Math.random()', 'no-restricted-properties'],
  ['crypto.randomUUID', 'export const id = crypto.randomUUID()', 'no-restricted-properties'],
  [
    'randomUUID',
    "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID()",
    'no-restricted-imports',
  ],
]

/** A file of each product, and the one module of that product that may. */
const PLACES = [
  { forbidden: 'simulators/network/network.ts', allowed: 'simulators/core/clock/wall-clock.ts' },
  { forbidden: 'connector/index.ts', allowed: 'connector/time-and-chance/clock.ts' },
  { forbidden: 'conformance/index.ts', allowed: 'conformance/time-and-chance/clock.ts' },
  { forbidden: 'clients/index.ts', allowed: 'clients/time-and-chance/clock.ts' },
  { forbidden: 'cli/up.ts', allowed: 'simulators/core/clock/instant.ts' },
]

const eslint = new ESLint({ cwd: ROOT })

async function broken(code: string, file: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, file) })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId)
}

it.each(PLANTED)(
  'refuses %s outside the time-and-chance module of each product',
  { timeout: 60_000 },
  async (_what, code, rule) => {
    for (const { forbidden, allowed } of PLACES) {
      expect(await broken(code, forbidden), forbidden).toContain(rule)
      expect(await broken(code, allowed), allowed).not.toContain(rule)
    }
  },
)
