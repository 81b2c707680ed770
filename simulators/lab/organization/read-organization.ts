import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { LabError } from '../../core/index.js'
import type { ReadOrganization } from './organization-file.js'

/** Organizations that come with the package; their files are in its `fixtures` folder. */
export type BuiltInOrganization = 'ent-pa' | 'empty'

/** The folder seen from the source, and from the compiled file, which lies one folder deeper. */
const FIXTURES = ['../../../fixtures/', '../../../../fixtures/'] as const

export function builtInOrganization(name: BuiltInOrganization): Promise<ReadOrganization> {
  const files = FIXTURES.map((folder) =>
    fileURLToPath(new URL(`${folder}organizations/${name}.yaml`, import.meta.url)),
  )
  return readOrganization(files.find((file) => existsSync(file)) ?? files.join(' or '))
}

/** Reads an organization file. @throws LabError ORGANIZATION_UNREADABLE, ORGANIZATION_INVALID */
export async function readOrganization(file: string): Promise<ReadOrganization> {
  const { parseOrganization } = await import('./parse-organization.js')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LabError('ORGANIZATION_UNREADABLE', {
      message: `The organization ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Name a file such as fixtures/organizations/ent-pa.yaml, or "empty".',
      cause,
    })
  })
  return parseOrganization(text, file)
}
