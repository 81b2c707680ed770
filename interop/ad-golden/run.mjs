// A real domain controller as the judge: what it answered must come from a lab as well, however the data got there.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLab } from '../start-lab.mjs'
import { evidence, SEED } from './evidence.mjs'
import { EXPECTED_FAILURES } from './expected-failures.mjs'

if (!evidence.isThere) {
  console.error(`There is no evidence in ${evidence.folder}: set EXWEX_AD_GOLDEN to the folder of the cases.`)
  process.exit(2)
}

const FRESH = ['--domain', 'corp.example.com', '--netbios', 'CORP', '--org', 'empty']
const FILLED = [...FRESH, '--ldif', SEED.map((file) => join(evidence.folder, file)).join(',')]

/** How many cases of each folder a lab must pass. */
const CASES = [
  { folder: 'cases', atLeast: 202 },
  { folder: 'cases-msadts', atLeast: 26 },
]

await judge('a fresh domain controller, filled over LDAPS', FRESH, ['--load'])
await judge('a lab that began with the same data', FILLED, [])

async function judge(what, options, loading) {
  console.log(`  ${what}`)
  const lab = await startLab(options)
  try {
    const { directory } = JSON.parse(readFileSync(lab.readyFile, 'utf8'))
    const environment = { ...lab.environment, ...addresses(directory), SEED_DIR: evidence.folder }
    if (loading.length > 0) replay(environment, loading)
    for (const { folder, atLeast } of CASES) {
      const printed = replay(environment, [join(evidence.folder, folder)])
      tell(folder, printed, atLeast)
    }
  } finally {
    await lab.stop()
  }
}

function addresses({ ldap, ldaps, gc, gcs, admin }) {
  return {
    LDAP_URL: ldap,
    LDAPS_URL: ldaps,
    LDAP_GC_URL: gc,
    LDAP_GCS_URL: gcs,
    LDAP_BIND_DN: admin.upn,
    LDAP_BIND_PW: admin.password,
  }
}

function replay(environment, args) {
  const { stdout, stderr } = spawnSync('bash', [evidence.replay, ...args], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 64 << 20,
  })
  for (const line of stdout.split('\n').filter((each) => each.startsWith('loaded'))) judgeLoading(line)
  return stdout + stderr
}

function judgeLoading(line) {
  console.log(`  ${line.endsWith(' 0 error(s)') ? 'ok  ' : 'FAIL'} ${line}`)
  if (!line.endsWith(' 0 error(s)')) process.exitCode = 1
}

/** An unexpected failure fails, and so does an expected one that is none any more. */
function tell(folder, printed, atLeast) {
  const total = /(\d+) passed, (\d+) failed\s*$/.exec(printed)
  const passed = Number(total?.[1] ?? 0)
  const failed = [...printed.matchAll(/^FAIL (\S+)$/gm)].map(([, id]) => id)
  const expected = Object.keys(EXPECTED_FAILURES[folder] ?? {})
  const surprises = failed.filter((id) => !expected.includes(id))
  const stale = expected.filter((id) => !failed.includes(id))
  const isRight = passed >= atLeast && surprises.length === 0 && stale.length === 0

  console.log(`  ${isRight ? 'ok  ' : 'FAIL'} ${folder}: ${passed} pass, ${failed.length} do not`)
  for (const id of failed) console.log(`       ${id}: ${EXPECTED_FAILURES[folder]?.[id] ?? 'not expected'}`)
  for (const id of stale) console.log(`       ${id} passes, and is listed as a failure`)
  if (isRight) return
  if (total === null || surprises.length > 0) console.log(printed.replace(/^/gm, '       '))
  process.exitCode = 1
}
