import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { packageVersion } from './package-version.js'
import { VERBS } from './verbs.js'

/** What the process ends with when the command line itself is wrong. */
const EXIT_USAGE = 64

/** Runs the verb that the arguments name; resolves with the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const program = new Command('exwex')
    .description('The Exchange/Webex simulator and conformance test harness for hybrid calendaring')
    .version(packageVersion())
    .exitOverride()
  const asked = VERBS.find(({ name }) => name === argv[2])
  try {
    for (const verb of VERBS) {
      const command = verb === asked ? await verb.load() : new Command(verb.name).description(verb.summary)
      program.addCommand(inherit(command, program))
    }
    await program.parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return explain(error)
  }
}

/** Commander exits by itself for commands that were not made by the program: these must throw as well. */
function inherit(command: Command, program: Command): Command {
  command.copyInheritedSettings(program)
  for (const nested of command.commands) inherit(nested, program)
  return command
}

/** Errors with a code say what was wrong and what to do; anything else is a defect and shows where it happened. */
function explain(error: unknown): number {
  if (error instanceof InvalidArgumentError) process.stderr.write(`exwex: ${error.message}\n`)
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE
  if (error instanceof Error && 'code' in error)
    process.stderr.write(`exwex: ${error.message} [${String(error.code)}]\n`)
  else
    process.stderr.write(
      `exwex: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  return 1
}
