// Writes fixtures/organization.schema.json from the schema that organization files are validated with. Build first.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { organizationSchema } from '../../dist/simulators/lab/organization/organization-schema.js'

const file = fileURLToPath(new URL('../../fixtures/organization.schema.json', import.meta.url))
const options = { ...(await resolveConfig(file)), filepath: file }
writeFileSync(file, await format(JSON.stringify(organizationSchema()), options))
console.log(file)
