import type { Encoder } from '../codec/encoder.js'
import { escapeText } from '../codec/escape.js'
import { ERRORS_NAMESPACE, SOAP_NAMESPACE, TYPES_NAMESPACE } from '../codec/namespaces.js'
import type { EwsFault } from '../ews-fault.js'

const CULTURE = 'en-US'
const HEAD = `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP_NAMESPACE}"><s:Body><s:Fault>`
const TAIL = '</s:Fault></s:Body></s:Envelope>'

/** The document of an EWS fault. The prefix `a:` is literal: clients match it. @source captured, ews.md 1.5 */
export function renderFault(fault: EwsFault, encoder: Encoder): string {
  const { responseCode, reason, text, messageXml } = fault
  const types = ` xmlns:t="${TYPES_NAMESPACE}"`
  const messages = messageXml === undefined ? '' : encoder.write('t:MessageXml', messageXml, types)

  return (
    `${HEAD}<faultcode xmlns:a="${TYPES_NAMESPACE}">a:${responseCode}</faultcode>${faultString(reason)}` +
    `<detail>${errorElement('ResponseCode', responseCode)}${errorElement('Message', text)}${messages}</detail>${TAIL}`
  )
}

/** The fault of SOAP itself for a header that must be understood and is not. @inferred ews.md 1.5 */
export function renderMustUnderstandFault(header: string): string {
  const reason = `The header '${header}' must be understood, and was not.`

  return `${HEAD}<faultcode>s:MustUnderstand</faultcode>${faultString(reason)}${TAIL}`
}

function faultString(text: string): string {
  return `<faultstring xml:lang="${CULTURE}">${escapeText(text)}</faultstring>`
}

function errorElement(name: string, text: string): string {
  return `<e:${name} xmlns:e="${ERRORS_NAMESPACE}">${escapeText(text)}</e:${name}>`
}
