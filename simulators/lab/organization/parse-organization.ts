import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { LabError } from '../../core/index.js'
import { findMistakes, where, type Mistake } from './check-references.js'
import { organizationFile, type ReadOrganization } from './organization-file.js'

/** The keys that may stand in an object which has one that may not. */
const SEE_SCHEMA = 'See fixtures/organization.schema.json for what may stand there.'

/** Reads an organization from YAML (or JSON); a LabError names file, line and fix of everything that is wrong. */
export function parseOrganization(text: string, file: string): ReadOrganization {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) {
    const { line = 1, col = 1 } = broken.linePos?.[0] ?? {}
    throw invalid([`${file}:${line}:${col}: ${broken.message.split('\n')[0]}`], 'Write it as YAML.')
  }
  const at = (path: readonly PropertyKey[]): string => {
    const { line, col } = lines.linePos(offsetOf(document, path))
    return `${file}:${line}:${col}`
  }
  return checkOrganization(document.toJS(), at)
}

/** Checks an organization that a program gives. `at` says where a path is. */
export function checkOrganization(
  value: unknown,
  at: (path: readonly PropertyKey[]) => string = () => 'organization',
): ReadOrganization {
  const parsed = organizationFile.safeParse(value ?? {})
  const mistakes = parsed.success ? findMistakes(parsed.data) : parsed.error.issues.flatMap(mistakesOf)
  if (parsed.success && mistakes.length === 0) return parsed.data
  throw invalid(
    mistakes.map(({ path, message, fix }) => `${at(path)}: ${where(path)}: ${message}. ${fix}`),
    undefined,
  )
}

function invalid(lines: readonly string[], hint: string | undefined): LabError {
  return new LabError('ORGANIZATION_INVALID', {
    message: lines.join('\n'),
    ...(hint === undefined ? {} : { hint }),
  })
}

function mistakesOf(issue: z.core.$ZodIssue): readonly Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: 'nothing is known by this name',
      fix: SEE_SCHEMA,
    }))
  }
  const isMissing = issue.code === 'invalid_type' && issue.message.includes('received undefined')
  return [
    isMissing
      ? { path: issue.path, message: 'it is missing', fix: `Add it (${issue.expected}).` }
      : { path: issue.path, message: issue.message.replace(/^Invalid \w+: /, ''), fix: 'Change it.' },
  ]
}

/** Where the value of a path begins in the text, or of the closest thing around it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined
    if (node?.range?.[0] !== undefined) return node.range[0]
  }
  return 0
}
