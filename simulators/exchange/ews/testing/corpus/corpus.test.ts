import { writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { itWithSchema } from '../../../testing/official-schema.js'
import { compareCorpus } from './compare-corpus.js'
import { MUTATIONS } from './mutate-document.js'

/** `node interop/schema-oracle/run.mjs` asks for more than the few documents of a usual run. */
const documents = Number(process.env['EXWEX_EWS_CORPUS'] ?? 1000)
const seed = Number(process.env['EXWEX_EWS_CORPUS_SEED'] ?? 1)
const reportFile = process.env['EXWEX_EWS_CORPUS_REPORT']

itWithSchema(
  'accepts and refuses what the official schema does, and reads what it has written as the same',
  (directory) => {
    const report = compareCorpus(directory, { documents, seed })
    if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(report, null, 2))

    expect(report.disagreements.slice(0, 5)).toEqual([])
    expect(report.accepted).toBeGreaterThan(documents / 3)
    expect(report.refused).toBeGreaterThan(documents / 5)
    expect(report.writtenAgain).toBeGreaterThan(documents / 4)
    expect(Object.keys(MUTATIONS).filter((name) => report.mutations[name] === undefined)).toEqual([])
    if (documents >= report.enough) expect(report.absent).toEqual([])
  },
  { timeout: 600_000 },
)
