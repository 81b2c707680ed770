import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** The folder of the schemas, if this run has one. */
export const SCHEMA_FOLDER = process.env['EXWEX_EWS_SCHEMA']

/** What is wrong with documents by a schema of Autodiscover; `body` takes what is in a SOAP body out of each. */
export function complaints(schema: 'pox-response' | 'soap-messages', documents: readonly string[]) {
  xmlRegisterFsInputProviders()
  const path = join(SCHEMA_FOLDER ?? '', 'autodiscover', `${schema}.xsd`)
  using compiled = XmlDocument.fromBuffer(readFileSync(path), { url: path })
  using validator = XsdValidator.fromDoc(compiled)
  return documents.flatMap((document) => {
    using parsed = XmlDocument.fromString(schema === 'pox-response' ? document : bodyOf(document))
    try {
      validator.validate(parsed)
      return []
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error
      return error.details.map(({ message }) => `${message.trim()} in ${document}`)
    }
  })
}

function bodyOf(envelope: string): string {
  return /<s:Body>(.*)<\/s:Body>/s.exec(envelope)?.[1] ?? ''
}
