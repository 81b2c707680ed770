import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const PLANTED = join(ROOT, 'test/fixtures/boundaries')

/** Each rule, and the planted files that must break it; the other files of the fixture must break none. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'no-circular': ['simulators/core/one.ts'],
  'connector-stands-alone': ['connector/imports-clients.ts', 'connector/imports-simulators.ts'],
  'conformance-is-black-box': ['conformance/imports-connector.ts', 'conformance/imports-lab-inside.ts'],
  'clients-know-the-wire': ['clients/imports-simulators.ts'],
  'simulators-know-no-user': ['simulators/lab/imports-cli.ts'],
  'core-knows-what-is-below': ['simulators/core/imports-network.ts'],
  'network-knows-what-is-below': ['simulators/network/imports-directory.ts'],
  'directory-knows-what-is-below': ['simulators/directory/imports-exchange.ts'],
  'exchange-knows-what-is-below': ['simulators/exchange/imports-webex.ts'],
  'webex-knows-core-and-network': ['simulators/webex/imports-directory.ts'],
  'ldapjs-behind-one-adapter': ['connector/adapters/second-ldapjs.ts'],
  'nothing-needs-the-cli': ['simulators/lab/imports-cli.ts'],
  'doors-are-the-way-in': ['cli/imports-door.ts'],
  'doors-open-public-entries': ['doors/opens-inside.ts'],
  'peers-at-the-doors': ['simulators/lab/uses-peer.ts'],
  'tests-stay-out': ['simulators/lab/imports-test.ts'],
  'development-only': ['simulators/lab/uses-development-package.ts'],
}

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[]
  }
}

it('finds each planted violation of the arrows of the house, and nothing else', () => {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(ROOT, '.dependency-cruiser.cjs')
  const run = spawnSync(process.execPath, [program, '--config', config, '--output-type', 'json', '.'], {
    cwd: PLANTED,
    encoding: 'utf8',
  })
  const { summary } = JSON.parse(run.stdout) as Report

  const found: Record<string, string[]> = {}
  for (const { from, rule } of summary.violations) (found[rule.name] ??= []).push(from)
  for (const files of Object.values(found)) files.sort()

  expect(found).toEqual(EXPECTED)
})
