import { Command, InvalidArgumentError, Option } from 'commander'

import type { CaseResult, Level, Manifest, Proof, RunOptions, Saboteur, Share } from '../conformance/index.js'

interface ConformOptions {
  readonly manifest?: string
  readonly reportDir: string
  readonly level?: string
  readonly only?: string
  readonly admin?: string
  readonly ca?: string
  readonly seed: number
  readonly saboteur?: string
  readonly prove?: boolean
  readonly share?: Share
  readonly json?: boolean
}

/** `exwex conform connector`: judges a connector and writes a report; the exit code is the verdict. */
export function conformCommand(): Command {
  const connector = new Command('connector')
    .description('judge a calendar connector against the numbered requirements')
    .option('--manifest <file>', 'how to start the connector (default: the reference connector)')
    .option('--report-dir <directory>', 'where index.html, results.json and junit.xml go', 'report')
    .addOption(new Option('--level <level>', 'judge what this level can show').choices(['1', '2', '3']))
    .option('--only <id>', 'one case, requirement or check')
    .option('--admin <url>', 'judge in a lab that runs already, by its admin API (default: a lab of its own)')
    .option('--ca <file>', "PEM of that lab's authority (default: the lab tells it)")
    .option('--seed <number>', 'seed of the lab', wholeNumber, 1)
    .option('--saboteur <id>', 'put one saboteur on the wire')
    .option('--prove', 'run every saboteur: the checks seen red must be those declared')
    .option('--share <k/n>', 'with --prove: only the kth of n shares of the saboteurs', share)
    .option('--json', 'print the results on standard output')
    .action(async (options: ConformOptions) => {
      process.exitCode = await conform(options)
    })
  return new Command('conform').description('check a system black-box').addCommand(connector)
}

async function conform(options: ConformOptions): Promise<number> {
  const { ConformanceError, exitCodeOfError, EXIT_CODES, firstError } =
    await import('../conformance/index.js')
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    return options.prove === true
      ? await prove(options, interruption.signal)
      : await judge(options, interruption.signal)
  } catch (caught) {
    const error = firstError(caught)
    say(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    return error instanceof ConformanceError ? exitCodeOfError(error.code) : EXIT_CODES.harnessError
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

async function judge(options: ConformOptions, signal: AbortSignal): Promise<number> {
  const { EXIT_CODES, checksOf, exitCodeOf, isRed, runSuite, writeReports } =
    await import('../conformance/index.js')
  const { manifest, run } = await prepare(options, signal)
  const result = await runSuite({ ...run, onCase: sayCase })
  await writeReports(result, options.reportDir)
  const checks = checksOf(result)
  const red = checks.filter(({ verdict }) => isRed(verdict))
  const missing = checks.filter(({ verdict }) => verdict === 'not-implemented')
  say(
    `${checks.length} checks, ${red.length} red, ${missing.length} not implemented. Report: ${options.reportDir}/index.html`,
  )
  if (options.json === true) process.stdout.write(`${JSON.stringify(result)}\n`)
  if (run.saboteur === undefined) return exitCodeOf(checks, manifest.expectedFailures)
  return red.length > 0 ? EXIT_CODES.regression : EXIT_CODES.asExpected
}

async function prove(options: ConformOptions, signal: AbortSignal): Promise<number> {
  const { EXIT_CODES, isProven, proveSuite, writeReports } = await import('../conformance/index.js')
  const { run } = await prepare(options, signal)
  const proof = await proveSuite({ ...run, share: options.share, onProof: sayProof })
  await writeReports(proof.clean, options.reportDir, proof)
  for (const id of proof.unproven) say(`No saboteur turns ${id} red.`)
  const wrong = proof.proofs.filter(({ asDeclared }) => !asDeclared)
  if (options.share !== undefined) say(`Share ${options.share.part} of ${options.share.of}:`)
  say(
    `${proof.proofs.length} saboteurs, ${wrong.length} not as declared, ${proof.unused.length} with nothing to break here, ${proof.unproven.length} checks unproven.`,
  )
  if (options.json === true) process.stdout.write(`${JSON.stringify(proof)}\n`)
  return isProven(proof) ? EXIT_CODES.asExpected : EXIT_CODES.regression
}

interface Prepared {
  readonly manifest: Manifest
  readonly run: RunOptions
}

async function prepare(options: ConformOptions, signal: AbortSignal): Promise<Prepared> {
  const { readManifest, referenceManifest } = await import('../conformance/index.js')
  const exwex = [process.execPath, process.argv[1] ?? '']
  const manifest =
    options.manifest === undefined ? referenceManifest(exwex) : await readManifest(options.manifest)
  const level = options.level === undefined ? undefined : (Number(options.level) as Level)
  const attach = options.admin === undefined ? undefined : { admin: options.admin, caFile: options.ca }
  const saboteur = options.saboteur === undefined ? undefined : await findSaboteur(options.saboteur)
  return {
    manifest,
    run: { manifest, exwex, seed: options.seed, attach, level, only: options.only, saboteur, signal },
  }
}

async function findSaboteur(id: string): Promise<Saboteur> {
  const { ConformanceError, SABOTEURS } = await import('../conformance/index.js')
  const found = SABOTEURS.find((saboteur) => saboteur.id === id)
  if (found !== undefined) return found
  const known = SABOTEURS.map((saboteur) => saboteur.id).join(', ')
  throw new ConformanceError('OPTION_INVALID', `There is no saboteur "${id}". Choose one of ${known}.`)
}

function sayCase(played: CaseResult): void {
  if (played.checks.every(({ verdict }) => verdict === 'not-implemented'))
    return say(`${played.id}: not implemented`)
  say(`${played.id} (${(played.durationMs / 1000).toFixed(1)} s)`)
  for (const { verdict, id, title, expected, got } of played.checks) {
    say(`  ${verdict.padEnd(15)} ${id}  ${title}`)
    if (verdict === 'fail' || verdict === 'warn')
      say(`                  expected ${brief(expected)}\n                  got      ${brief(got)}`)
  }
}

function sayProof({ saboteur, declared, seen, asDeclared }: Proof): void {
  say(`${asDeclared ? 'as declared' : 'OTHERWISE  '} ${saboteur}: ${seen.join(', ') || 'nothing red'}`)
  if (!asDeclared) say(`            declared: ${declared.join(', ')}`)
}

/** People read standard error; standard output is for programs. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}

function share(text: string): Share {
  const [, part = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (part < 1 || part > of) throw new InvalidArgumentError('Give a share such as 2/3.')
  return { part, of }
}
