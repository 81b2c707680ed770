import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LabError } from '../../../core/index.js'
import { FRAMES, REQUESTS, type Verdict } from '../record-documents.js'
import { collectSeen } from './coverage-page/seen.js'
import { createSchemaOracle, type SchemaOracle } from './schema-oracle.js'
import { RECORDING } from './schema-recorder.js'
import { frameBySchema, isMistaken, isRefusedThoughValid } from './tolerated.js'

/** Names the directory of the official schema files. */
export const SCHEMA_DIRECTORY = 'EXWEX_EWS_SCHEMA'

/** Names the file to which goes what the messages of the run have shown. */
const SEEN = 'EXWEX_EWS_SEEN'

const MAX_SHOWN = 10

/** Global setup of a test run: from here on, EWS messages are recorded. Gives the teardown. */
export function recordThenCheck(): () => void {
  const recording = mkdtempSync(join(tmpdir(), 'exwex-ews-'))
  for (const folder of [REQUESTS, FRAMES]) mkdirSync(join(recording, folder))
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
  const responses = documentsIn(recording)
  const frames = documentsIn(join(recording, FRAMES))
  const requests = documentsIn(join(recording, REQUESTS))
  if (schemaDirectory === undefined) {
    process.stderr.write(
      `*** ${responses.length} EWS RESPONSES AND ${requests.length} REQUESTS WERE NOT CHECKED: ` +
        `set ${SCHEMA_DIRECTORY} to the official schema ***\n`,
    )
    return
  }
  using oracle = createSchemaOracle(schemaDirectory)
  refuse([
    ...responses.flatMap((response) => complaintsOf(response, oracle.complaints(response.read()))),
    ...frames.flatMap((frame) => complaintsOf(frame, oracle.complaints(frameBySchema(frame.read())))),
    ...requests.flatMap((request) => complaintsOf(request, judge(oracle, request))),
  ])
  keepSeen(recording)
  const of = (verdict: Verdict) => requests.filter((request) => verdictOf(request) === verdict).length
  process.stdout.write(
    `By the official schema ${responses.length} EWS responses and ${frames.length} frames of streams are valid, ` +
      `${of('accepted')} accepted requests are valid, ${of('refused')} refused ones are not; ` +
      `${of('unjudged')} were answered before that was asked.\n`,
  )
}

/** What the messages of a valid run have shown, for the coverage page. */
function keepSeen(recording: string): void {
  const file = process.env[SEEN]
  if (file !== undefined) writeFileSync(file, JSON.stringify(collectSeen(recording)))
}

function refuse(complaints: readonly string[]): void {
  if (complaints.length === 0) return
  throw new LabError('EWS_MESSAGES_INVALID', {
    message: `${complaints.length} complaints of the official schema:\n${complaints.slice(0, MAX_SHOWN).join('\n')}`,
    hint: 'Correct the operations that made these responses, or the tests and clients that sent these requests.',
  })
}

interface Recorded {
  readonly file: string
  readonly read: () => string
}

function documentsIn(directory: string): readonly Recorded[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => ({ file, read: () => readFileSync(join(directory, file), 'utf8') }))
}

function verdictOf({ file }: Recorded): Verdict {
  return file.split('.')[1] as Verdict
}

/** A request that was accepted must be valid; one that was refused on purpose must not be. */
function judge(oracle: SchemaOracle, request: Recorded): readonly string[] {
  const verdict = verdictOf(request)
  if (verdict === 'unjudged') return []
  const text = withoutEncoding(request.read())
  const complaints = oracle.complaints(text)
  if (verdict === 'accepted') return complaints.filter((complaint) => !isMistaken(complaint))
  return complaints.length > 0 || isRefusedThoughValid(text)
    ? []
    : ['was refused by ErrorSchemaValidation, and is valid']
}

/** What is kept is text: the encoding in which it came is gone. */
function withoutEncoding(document: string): string {
  return document.replace(/^(<\?xml[^>]*?)\s+encoding\s*=\s*("[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*')/, '$1')
}

function complaintsOf({ file, read }: Recorded, complaints: readonly string[]): readonly string[] {
  return complaints.map((complaint) => `${file} ${complaint}\n  ${read().slice(0, 1000)}`)
}
