import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SCHEMA_DIRECTORY } from '../schema-check.js'
import { compareCorpus } from './compare-corpus.js'
import { MUTATIONS } from './mutate-document.js'

/** `node interop/schema-oracle/run.mjs` asks for more than the few documents of a usual run. */
const documents = Number(process.env['EXWEX_EWS_CORPUS'] ?? 1000)
const seed = Number(process.env['EXWEX_EWS_CORPUS_SEED'] ?? 1)
const reportFile = process.env['EXWEX_EWS_CORPUS_REPORT']
const directory = process.env[SCHEMA_DIRECTORY]

if (directory === undefined) {
  process.stderr.write(
    `*** THE EWS TABLES WERE NOT COMPARED with the official schema: set ${SCHEMA_DIRECTORY} ***\n`,
  )
}

it.runIf(directory !== undefined)(
  'accepts and refuses what the official schema does, and reads what it has written as the same',
  { timeout: 600_000 },
  () => {
    const report = compareCorpus(directory ?? '', { documents, seed })
    if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(report, null, 2))

    expect(report.disagreements.slice(0, 5)).toEqual([])
    expect(report.accepted).toBeGreaterThan(documents / 3)
    expect(report.refused).toBeGreaterThan(documents / 5)
    expect(report.writtenAgain).toBeGreaterThan(documents / 4)
    expect(Object.keys(MUTATIONS).filter((name) => report.mutations[name] === undefined)).toEqual([])
    if (documents >= report.enough) expect(report.absent).toEqual([])
  },
)
