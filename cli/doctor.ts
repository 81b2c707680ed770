import { Command } from 'commander'

import type { Finding } from '../conformance/index.js'

interface DoctorCommandOptions {
  readonly manifest?: string
  readonly admin?: string
  readonly ca?: string
  readonly json?: boolean
}

/** `exwex doctor`: finds mistakes in a configuration, each with its fix, before a run is wasted on it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('find mistakes in the configuration of a connector before a run')
    .option('--manifest <file>', 'the connector (default: the reference connector)')
    .option('--admin <url>', 'use a lab that runs already, by its admin API (default: a lab of its own)')
    .option('--ca <file>', "PEM of that lab's authority (default: the lab tells it)")
    .option('--json', 'print the findings on standard output')
    .action(async (options: DoctorCommandOptions) => {
      process.exitCode = await diagnose(options)
    })
}

async function diagnose({ manifest: path, admin, ca, json }: DoctorCommandOptions): Promise<number> {
  const { EXIT_CODES, ConformanceError, examine, exitCodeOfError, firstError, referenceManifest } =
    await import('../conformance/index.js')
  const exwex = [process.execPath, process.argv[1] ?? '']
  try {
    const findings = await examine({
      path,
      manifest: path === undefined ? referenceManifest(exwex) : undefined,
      exwex,
      attach: admin === undefined ? undefined : { admin, caFile: ca },
      machine: { nodeVersion: process.versions.node, environment: process.env },
      onStep: (step) => say(`… ${step}`),
    })
    if (json === true) process.stdout.write(`${JSON.stringify(findings)}\n`)
    findings.forEach(sayFinding)
    if (findings.length === 0) say('Nothing found. Go on with: exwex conform connector')
    return findings.length === 0 ? EXIT_CODES.asExpected : EXIT_CODES.invalidConfiguration
  } catch (caught) {
    const error = firstError(caught)
    say(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    return error instanceof ConformanceError ? exitCodeOfError(error.code) : EXIT_CODES.harnessError
  }
}

function sayFinding({ ailment, seen, where, fix }: Finding): void {
  say(`\n${ailment}\n  seen   ${seen.replace(/\n/g, '\n         ')}\n  where  ${where}\n  fix    ${fix}`)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
