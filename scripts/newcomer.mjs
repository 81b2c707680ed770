// What a newcomer does: packs exwex as npm would publish it, installs it with vitest into an empty folder, and runs
// examples/vitest there. Green within a minute, installation included, or it fails. Needs a package registry.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const LIMIT_S = 60

const { exports: entries, bin, files: shipped } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** What others find in the package by name; a folder stands for anything in it. */
const NEEDED = [
  ...Object.values(entries).flatMap((entry) => Object.values(entry)),
  ...Object.values(bin),
  ...shipped.map((path) => (path.includes('.') || path === 'LICENSE' ? path : `${path}/`)),
].map((path) => path.replace(/^\.\//, ''))
const UNWANTED = [/\.test\.(?:js|d\.ts)$/, /(?:^|\/)testing\//, /(?:^|\/)node_modules\//]

/** Uses the lab where none of the optional peers is installed. */
const PLAIN = `
  import { Lab } from 'exwex'
  await using_(await Lab.start(), async (lab) => {
    const { alice, bob } = lab.people
    await alice.schedules({ subject: 'Planning', invitees: [bob] })
    if ((await bob.sees('Planning')) === undefined) throw new Error('bob does not see it')
  })
  const msw = await import('exwex/msw').then(() => 'loaded', (error) => error.message)
  if (!msw.includes("'msw'")) throw new Error('exwex/msw should miss its peer, but: ' + msw)
  async function using_(lab, use) { try { await use(lab) } finally { await lab[Symbol.asyncDispose]() } }
`

const folder = mkdtempSync(join(tmpdir(), 'exwex-newcomer-'))
try {
  const pack = timed(() => packInto(folder))
  checkContents(pack.value)
  const app = newFolder('app')
  cpSync(join(ROOT, 'examples/vitest'), app, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  dependOn(app, pack.value.file)
  const install = timed(() => run('npm', ['install', '--no-audit', '--no-fund'], app))
  const test = timed(() => run('npm', ['test'], app))
  const plain = newFolder('plain')
  dependOn(plain, pack.value.file)
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], plain)
  if (existsSync(join(plain, 'node_modules/vitest')))
    fail('vitest was installed although nobody asked for it.')
  run(process.execPath, ['--input-type=module', '--eval', PLAIN], plain)

  const total = install.seconds + test.seconds
  console.log(
    `newcomer: ${pack.value.files.length} files, ${Math.round(pack.value.size / 1024)} KiB packed; ` +
      `install ${install.seconds.toFixed(1)} s, test ${test.seconds.toFixed(1)} s, total ${total.toFixed(1)} s ` +
      `(limit ${LIMIT_S} s); works without vitest, msw and testcontainers`,
  )
  if (!/Tests\s+1 passed/.test(plainText(test.value))) fail(`The example did not run:\n${test.value}`)
  if (total > LIMIT_S) fail(`It took ${total.toFixed(1)} s, more than ${LIMIT_S} s.`)
} catch (error) {
  console.error(`newcomer: ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function packInto(destination) {
  const output = run('npm', ['pack', '--json', '--pack-destination', destination], ROOT)
  const [packed] = JSON.parse(output.slice(output.indexOf('[\n')))
  return { ...packed, file: join(destination, packed.filename) }
}

function checkContents({ files }) {
  const paths = files.map(({ path }) => path)
  const missing = NEEDED.filter(
    (needed) => !paths.some((path) => path === needed || (needed.endsWith('/') && path.startsWith(needed))),
  )
  const unwanted = paths.filter((path) => UNWANTED.some((pattern) => pattern.test(path)))
  if (missing.length > 0) fail(`The package lacks ${missing.join(', ')}.`)
  if (unwanted.length > 0) fail(`The package should not hold ${unwanted.join(', ')}.`)
}

function newFolder(name) {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  return path
}

/** Takes exwex from the packed file; everything else of the package file stays. */
function dependOn(path, tarball) {
  const file = join(path, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const group = manifest.devDependencies === undefined ? 'dependencies' : 'devDependencies'
  manifest[group] = { ...manifest[group], exwex: `file:${tarball}` }
  writeFileSync(file, JSON.stringify(manifest, null, 2))
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) fail(`${command} ${args[0]} ended with ${status}:\n${stdout}\n${stderr}`)
  return stdout
}

function timed(work) {
  const started = process.hrtime.bigint()
  const value = work()
  return { value, seconds: Number(process.hrtime.bigint() - started) / 1e9 }
}

function plainText(text) {
  return text.replace(/\u001b\[[\d;]*m/g, '')
}

function fail(message) {
  throw new Error(message)
}
