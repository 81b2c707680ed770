import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

type Schema = 'pox-response' | 'soap-messages'

/** What is wrong with documents by a schema of Autodiscover in the directory of the official ones. */
export function complaints(directory: string, schema: Schema, documents: readonly string[]) {
  xmlRegisterFsInputProviders()
  const path = join(directory, 'autodiscover', `${schema}.xsd`)
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
