import { z } from 'zod'
import { organizationFile } from './organization-file.js'

/** The JSON Schema of organization files, for editors and other programs: `fixtures/organization.schema.json`. */
export function organizationSchema(): object {
  return {
    title: 'An organization of exwex',
    ...z.toJSONSchema(organizationFile, { io: 'input', target: 'draft-2020-12' }),
  }
}
