import { readFile } from 'node:fs/promises'
import { LabError } from '../../core/index.js'
import type { LdifSource } from '../../directory/index.js'

/** Reads files for the directory. @throws LabError LDIF_UNREADABLE */
export function readLdif(files: readonly string[] = []): Promise<readonly LdifSource[]> {
  return Promise.all(
    files.map(async (file) => ({
      file,
      text: await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new LabError('LDIF_UNREADABLE', {
          message: `The file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
          hint: 'Name LDIF files, separated by commas.',
          cause,
        })
      }),
    })),
  )
}
