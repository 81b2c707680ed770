import { writeFile } from 'node:fs/promises'

import { Command, Option } from 'commander'

import {
  type Language,
  type Level,
  LANGUAGES,
  manifestSchema,
  starterManifest,
} from '../conformance/index.js'

interface InitOptions {
  readonly language: Language
  readonly level: string
  readonly schema?: boolean
}

/** Invalid configuration, as of `conform`. */
const EXIT_REFUSED = 3

/** `exwex init`: writes a commented `connector.yaml` to start from; a file that is there is never overwritten. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a commented connector.yaml to start from')
    .argument('[file]', 'where to write it', 'connector.yaml')
    .addOption(new Option('--language <name>', 'what it is written in').choices(LANGUAGES).default('node'))
    .addOption(new Option('--level <level>', 'what it uses').choices(['1', '2', '3']).default('1'))
    .option('--schema', 'print the JSON Schema of the manifest instead')
    .action(async (file: string, options: InitOptions) => {
      if (options.schema === true) process.stdout.write(`${JSON.stringify(manifestSchema(), undefined, 2)}\n`)
      else process.exitCode = await write(file, options)
    })
}

async function write(file: string, { language, level }: InitOptions): Promise<number> {
  try {
    await writeFile(file, starterManifest({ language, level: Number(level) as Level }), { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    process.stderr.write(`${file} is there already. Name another file, or remove it first.\n`)
    return EXIT_REFUSED
  }
  process.stderr.write(
    `${file} is written. Put your command into it, then: exwex doctor --manifest ${file}\n`,
  )
  return 0
}
