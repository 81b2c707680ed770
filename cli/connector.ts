import { existsSync, readFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import type { RunningNode, Step } from '../connector/index.js'

interface ConnectorOptions {
  readonly node?: number
  readonly subject?: string
  readonly wait?: boolean
  readonly parent?: number
  readonly json?: boolean
}

/** How often the parent process is looked for. */
const PARENT_MS = 1_000

/** How often a subject document that is awaited is looked for: a shared volume may not tell of changes. */
const WAIT_MS = 250

/** `exwex connector`: runs one node of the reference connector until it is told to stop. */
export function connectorCommand(): Command {
  return new Command('connector')
    .description('run one node of the reference connector')
    .option('--node <number>', 'number that the subject document must be for', toNumber)
    .option('--subject <file>', 'subject document (default: the file named by EXWEX_SUBJECT)')
    .option('--wait', 'wait until the subject document is there')
    .option('--parent <pid>', 'end when this process ends', toNumber)
    .option('--json', 'no text for people on standard error')
    .action(runConnector)
}

async function runConnector(options: ConnectorOptions): Promise<void> {
  const { parseSubject, startNode, ConnectorError, createRealClock, describeError } =
    await import('../connector/index.js')
  const end = new AbortController()
  try {
    const path = options.subject ?? process.env['EXWEX_SUBJECT']
    if (path === undefined) {
      throw new ConnectorError('SUBJECT_INVALID', {
        message: 'Name the subject document: set EXWEX_SUBJECT or give --subject FILE.',
      })
    }
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(name, () => end.abort())
    const clock = createRealClock()
    while (options.wait === true && !existsSync(path)) await clock.sleep(WAIT_MS, end.signal)
    const subject = parseSubject(readFileSync(path, 'utf8'))
    if (options.node !== undefined && options.node !== subject.node.number) {
      throw new ConnectorError('SUBJECT_INVALID', {
        message: `${path} is for node ${subject.node.number}, not ${options.node}.`,
      })
    }
    const node = await startNode(subject, {
      signal: end.signal,
      log: (step) => print(step, options.json === true),
    })
    if (options.parent !== undefined) void endWithParent(node, options.parent, (ms) => clock.sleep(ms))
    await node.stopped
  } catch (error) {
    if (!end.signal.aborted) {
      process.stderr.write(`${describeError(error)}\n`)
      process.exitCode = 1
    }
  }
  process.exit()
}

function print({ event, facts }: Step, isQuiet: boolean): void {
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`)
  if (isQuiet) return
  const words = Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`)
  process.stderr.write(`${event}${words.length === 0 ? '' : `: ${words.join(', ')}`}\n`)
}

/** Looks in real time, whatever clock the node lives by. */
async function endWithParent(
  node: RunningNode,
  pid: number,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  while (isAlive(pid)) await sleep(PARENT_MS)
  await node.stop()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // signal 0 fails for a process that is gone
  }
}

function toNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('It must be a whole number.')
}
