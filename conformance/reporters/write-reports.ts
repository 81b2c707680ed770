import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { ProofOfSuite } from '../runner/prove.js'
import type { RunResult } from '../runner/result.js'
import { renderIndexHtml } from './index-html.js'
import { renderJunitXml } from './junit-xml.js'
import { renderResultsJson } from './results-json.js'

/** Writes the three reports of a run into a directory, which is made if need be; `proof` adds what saboteurs showed. */
export async function writeReports(
  result: RunResult,
  directory: string,
  proof?: ProofOfSuite,
): Promise<void> {
  await mkdir(directory, { recursive: true })
  await Promise.all([
    writeFile(join(directory, 'index.html'), renderIndexHtml(result, proof)),
    writeFile(join(directory, 'junit.xml'), renderJunitXml(result, proof)),
    writeFile(join(directory, 'results.json'), renderResultsJson(result, proof)),
  ])
}
