import { RepeatedBody } from '../../../network/index.js'
import type { Encoder, MarkedXml } from '../codec/encoder.js'
import {
  INSTANCE_NAMESPACE,
  MESSAGES_NAMESPACE,
  SCHEMA_NAMESPACE,
  SOAP_NAMESPACE,
  TYPES_NAMESPACE,
} from '../codec/namespaces.js'
import type { OperationFacts } from '../codec/table.js'
import type { ProductVersion } from '../../versions/product-version.js'
import { WRITTEN, type AnswerDocument, type EwsObject, type Written } from '../tree.js'
import { hasNoPrefixes, withoutPrefixes } from './default-namespaces.js'

const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
const BODY_NAMESPACES = ` xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}"`
const SCHEMA_NAMESPACES = ` xmlns:xsd="${SCHEMA_NAMESPACE}" xmlns:xsi="${INSTANCE_NAMESPACE}"`
const STREAMING_NAMESPACES = `${SCHEMA_NAMESPACES} xmlns:t="${TYPES_NAMESPACE}" xmlns:m="${MESSAGES_NAMESPACE}"`

/** Writes answers. Both forms carry the version of the server, whatever the client asked for. */
export interface EnvelopeWriter {
  /** The document that answers a call. */
  write(operation: OperationFacts, value: EwsObject): string
  /** The same as it is sent; for a value that lasts, the same each time. */
  answer(operation: OperationFacts, value: EwsObject): AnswerDocument
  /** One of the envelopes that answer a streaming request. */
  writeStreaming(operation: OperationFacts, value: EwsObject): string
}

export function createEnvelopeWriter(encoder: Encoder, product: ProductVersion): EnvelopeWriter {
  const [head, tail] = callEnvelope(product)
  const [streamingHead, streamingTail] = streamingEnvelope(product)

  function answer(operation: OperationFacts, value: EwsObject): AnswerDocument {
    const written = value[WRITTEN]
    if (written !== undefined) return answerLasting(operation, value, written)
    const { xml, free } = writeMarked(operation, value)
    return { document: xml, free }
  }

  function answerLasting(operation: OperationFacts, value: EwsObject, written: Written): AnswerDocument {
    if (written.document?.writer === writer) return written.document.answer
    const { xml, free } = writeMarked(operation, value)
    const isAscii = free.every((text) => text.isAscii)
    const document = new RepeatedBody(Buffer.from(xml, isAscii ? 'latin1' : 'utf8'))
    written.document = { writer, answer: { document, free } }
    return written.document.answer
  }

  function writeMarked(operation: OperationFacts, value: EwsObject): MarkedXml {
    if (hasNoPrefixes(operation.response)) return writeWithoutPrefixes(operation, value)
    const { xml, free } = encoder.writeMarked(`m:${operation.response}`, value, BODY_NAMESPACES)
    return { xml: head + xml + tail, free }
  }

  function writeWithoutPrefixes({ response }: OperationFacts, value: EwsObject): MarkedXml {
    const { xml, free } = encoder.writeMarked(`m:${response}`, value, '')
    return { xml: head + withoutPrefixes(xml) + tail, free }
  }

  const writer: EnvelopeWriter = {
    write: (operation, value) => writeMarked(operation, value).xml,
    answer,
    writeStreaming(operation, value) {
      const body = encoder.write(`m:${operation.response}`, value, STREAMING_NAMESPACES)
      return streamingHead + body + streamingTail
    },
  }
  return writer
}

/** @source captured, ews.md 1.6 */
function callEnvelope(product: ProductVersion): readonly [string, string] {
  const info = `<h:ServerVersionInfo${versionAttributes(product)} xmlns:h="${TYPES_NAMESPACE}" xmlns="${TYPES_NAMESPACE}"${SCHEMA_NAMESPACES}/>`

  return [
    `${XML_DECLARATION}<s:Envelope xmlns:s="${SOAP_NAMESPACE}"><s:Header>${info}</s:Header>` +
      `<s:Body xmlns:xsi="${INSTANCE_NAMESPACE}" xmlns:xsd="${SCHEMA_NAMESPACE}">`,
    '</s:Body></s:Envelope>',
  ]
}

/**
 * Clients look for the literal, unprefixed `<Envelope` and `</Envelope>`, and one of them dies of an XML
 * declaration in mid-stream. @source captured, ews.md 4.9
 */
function streamingEnvelope(product: ProductVersion): readonly [string, string] {
  const soap11 = ` xmlns:soap11="${SOAP_NAMESPACE}"`
  const info = `<ServerVersionInfo${SCHEMA_NAMESPACES}${versionAttributes(product)} xmlns="${TYPES_NAMESPACE}" />`

  return [
    `<Envelope xmlns="${SOAP_NAMESPACE}"><soap11:Header${soap11}>${info}</soap11:Header><soap11:Body${soap11}>`,
    '</soap11:Body></Envelope>',
  ]
}

function versionAttributes({ build, schemaVersion }: ProductVersion): string {
  return (
    ` MajorVersion="${build.major}" MinorVersion="${build.minor}"` +
    ` MajorBuildNumber="${build.majorBuild}" MinorBuildNumber="${build.minorBuild}" Version="${schemaVersion}"`
  )
}
