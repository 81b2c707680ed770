import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../../core/index.js'

/** What the product publishes beside its service. @source ews.md 1.1 */
const PUBLISHED = ['services.wsdl', 'messages.xsd', 'types.xsd']

/** The published files that a folder has, by lower-case path; none without a folder. */
export function schemaFiles(directory: string | undefined): ReadonlyMap<string, string> {
  if (directory === undefined) return new Map()
  const files = filesIn(directory).filter((file) => PUBLISHED.includes(file.toLowerCase()))

  return new Map(files.map((file) => [`/ews/${file.toLowerCase()}`, join(directory, file)]))
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch (cause) {
    throw new LabError('EWS_SCHEMA_FOLDER', {
      message: `The folder of schema files "${directory}" cannot be read.`,
      hint: `Name one that has ${PUBLISHED.join(', ')}.`,
      cause,
    })
  }
}
