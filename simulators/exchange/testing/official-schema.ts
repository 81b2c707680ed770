import { it } from 'vitest'
import { SCHEMA_DIRECTORY } from '../ews/testing/schema-check.js'

export interface SchemaTestOptions {
  readonly timeout?: number
}

/** A test that needs the files of the official schema; a run without them says loudly what it leaves out. */
export function itWithSchema(
  name: string,
  test: (directory: string) => void | Promise<void>,
  options: SchemaTestOptions = {},
): void {
  const directory = process.env[SCHEMA_DIRECTORY]
  if (directory === undefined)
    process.stderr.write(`*** NOT TESTED: ${name}: set ${SCHEMA_DIRECTORY} to the official schema ***\n`)
  it.runIf(directory !== undefined)(name, options, () => test(directory ?? ''))
}
