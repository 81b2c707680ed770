import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlParseError, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** The official schema, compiled by somebody else's validator. */
export interface SchemaOracle extends Disposable {
  /** What is wrong with a document, first that it is not well-formed; empty when it is valid. */
  complaints(document: string): readonly string[]
}

/** Compiles `soap-envelope.xsd` of a schema directory: for messages, and for single elements of EWS. */
export function createSchemaOracle(directory: string): SchemaOracle {
  xmlRegisterFsInputProviders()
  const path = join(directory, 'soap-envelope.xsd')
  using schema = XmlDocument.fromBuffer(readFileSync(path), { url: path })
  const validator = XsdValidator.fromDoc(schema)

  function complaints(document: string): readonly string[] {
    try {
      using parsed = XmlDocument.fromString(document)
      validator.validate(parsed)
      return []
    } catch (error) {
      if (error instanceof XmlParseError) return [`not well-formed: ${error.message.trim()}`]
      if (!(error instanceof XmlValidateError)) return [`cannot be validated: ${String(error)}`]
      return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`)
    }
  }

  return {
    complaints,
    [Symbol.dispose]: () => validator.dispose(),
  }
}
