import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** The official schema, compiled by somebody else's validator. */
export interface SchemaOracle extends Disposable {
  /** What is wrong with a document; empty when it is valid. */
  complaints(document: string): readonly string[]
}

/** Compiles `file` of a schema directory: `soap-envelope.xsd` for messages, `ews-body.xsd` for elements. */
export function createSchemaOracle(directory: string, file: string): SchemaOracle {
  xmlRegisterFsInputProviders()
  const path = join(directory, file)
  using schema = XmlDocument.fromBuffer(readFileSync(path), { url: path })
  const validator = XsdValidator.fromDoc(schema)

  return {
    complaints(document) {
      using parsed = XmlDocument.fromString(document)
      try {
        validator.validate(parsed)
        return []
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error
        return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`)
      }
    },
    [Symbol.dispose]: () => validator.dispose(),
  }
}
