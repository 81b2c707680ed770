import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LabError } from '../../../core/index.js'
import { createSchemaOracle } from './schema-oracle.js'
import { RECORDING } from './schema-recorder.js'

/** Names the directory of the official schema files. */
export const SCHEMA_DIRECTORY = 'EXWEX_EWS_SCHEMA'

const MAX_SHOWN = 10

/** Global setup of a test run: from here on, EWS responses are recorded. Gives the teardown. */
export function recordThenCheck(): () => void {
  const recording = mkdtempSync(join(tmpdir(), 'exwex-ews-'))
  process.env[RECORDING] = recording

  return () => {
    try {
      report(recording, process.env[SCHEMA_DIRECTORY])
    } finally {
      rmSync(recording, { recursive: true })
    }
  }
}

function report(recording: string, schemaDirectory: string | undefined): void {
  const files = readdirSync(recording)
  if (schemaDirectory === undefined) {
    process.stderr.write(
      `*** ${files.length} EWS RESPONSES WERE NOT CHECKED: set ${SCHEMA_DIRECTORY} to the official schema ***\n`,
    )
    return
  }
  const complaints = checkAll(recording, schemaDirectory)
  if (complaints.length > 0) {
    throw new LabError('EWS_RESPONSES_INVALID', {
      message: `${complaints.length} complaints of the official schema:\n${complaints.slice(0, MAX_SHOWN).join('\n')}`,
      hint: 'Correct the operations that made these responses.',
    })
  }
  process.stdout.write(`${files.length} EWS responses are valid by the official schema.\n`)
}

/** What the schema says against each recorded response. */
function checkAll(recording: string, schemaDirectory: string): readonly string[] {
  using oracle = createSchemaOracle(schemaDirectory)

  return readdirSync(recording).flatMap((file) => {
    const document = readFileSync(join(recording, file), 'utf8')
    return oracle
      .complaints(document)
      .map((complaint) => `${file} ${complaint}\n  ${document.slice(0, 2000)}`)
  })
}
