import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { InvalidArgumentError, type Command } from 'commander'
import { clientOf, labCommand, type LabCommandOptions } from './lab-client.js'

interface ShellOptions extends LabCommandOptions {
  readonly file?: string
}

type Output = Awaited<ReturnType<ReturnType<typeof clientOf>['shell']>>['outputs'][number]

/**
 * `exwex shell 'Get-Mailbox alice | fl'`: cmdlets of the Exchange Management Shell, pasted as a deployment guide
 * prints them; `--file FILE` or standard input for many. Ends with 1 when a command failed.
 */
export function shellCommand(): Command {
  return labCommand('shell', 'type cmdlets of the Exchange Management Shell')
    .argument('[commands...]', 'as guides print them, in quotes; without, they are read from standard input')
    .option('--file <path>', 'read the commands from a file')
    .action(async (words: readonly string[], options: ShellOptions) => {
      const answer = await clientOf(options).shell(await commandsOf(words, options))
      if (options.json === true) process.stdout.write(`${JSON.stringify(answer)}\n`)
      else for (const output of answer.outputs) show(output)
      if (!answer.ok) process.exitCode = 1
    })
}

async function commandsOf(words: readonly string[], { file }: ShellOptions): Promise<string> {
  if (words.length > 0) return words.join(' ')
  const commands = file === undefined ? await readAll(process.stdin) : await readFile(file, 'utf8')
  if (commands.trim() !== '') return commands
  throw new InvalidArgumentError('Say what to run, as in: exwex shell "Get-Mailbox".')
}

/** What commands give goes to standard output, what they complain of to the other. */
function show({ kind, text }: Output): void {
  const stream = kind === 'objects' ? process.stdout : process.stderr
  stream.write(`${text}\n`)
}
