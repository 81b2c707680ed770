// Compiles the package into dist/, incrementally and without ever deleting dist.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const compiler = ['ts7', 'typescript']
  .map((name) => join(root, 'node_modules', name, 'bin', 'tsc'))
  .find((path) => existsSync(path))

if (compiler === undefined) {
  console.error('No TypeScript compiler found: run "npm ci" with development dependencies.')
  process.exit(1)
}

const build = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
})
process.exit(build.status ?? 1)
