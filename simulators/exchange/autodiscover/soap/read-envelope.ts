import { child, readXml, type XmlElement } from '../xml-element.js'
import { ACTIONS, ADDRESSING, AUTODISCOVER, SOAP } from './namespaces.js'
import type { OperationName } from './responses.js'
import { actionNotSupported, NO_ACTION, type SoapFault } from './soap-fault.js'

/** A request as it is understood: what it asks by its WS-Addressing action, not by its body. */
export interface SoapRequest {
  readonly operation: OperationName
  readonly requestedServerVersion: string | undefined
  /** Users, or domains. */
  readonly subjects: readonly string[]
  readonly settings: readonly string[]
}

export type Reading =
  | { readonly kind: 'request'; readonly request: SoapRequest }
  | { readonly kind: 'fault'; readonly fault: SoapFault }
  /** What is no SOAP at all. */
  | { readonly kind: 'unreadable' }

const OPERATIONS: readonly OperationName[] = [
  'GetUserSettings',
  'GetDomainSettings',
  'GetFederationInformation',
]

/** @source ews.md 8.3 */
export function readEnvelope(document: string): Reading {
  const root = readXml(document)
  const body = root && child(root, { uri: SOAP, local: 'Body' })
  if (root?.uri !== SOAP || root.local !== 'Envelope' || body === undefined) return { kind: 'unreadable' }

  const header = child(root, { uri: SOAP, local: 'Header' })
  const action = header && child(header, { uri: ADDRESSING, local: 'Action' })?.text
  if (action === undefined) return { kind: 'fault', fault: NO_ACTION }
  const operation = OPERATIONS.find((name) => action === ACTIONS + name)
  if (operation === undefined) return { kind: 'fault', fault: actionNotSupported(action) }

  const version = header && own(header, 'RequestedServerVersion')?.text
  const request = below(body, [`${operation}RequestMessage`, 'Request'])
  return {
    kind: 'request',
    request: {
      operation,
      requestedServerVersion: version,
      subjects: subjectsOf(operation, request),
      settings: texts(below(request, ['RequestedSettings']), 'Setting'),
    },
  }
}

function subjectsOf(operation: OperationName, request: XmlElement | undefined): readonly string[] {
  switch (operation) {
    case 'GetUserSettings':
      return all(below(request, ['Users']), 'User').map((user) => own(user, 'Mailbox')?.text ?? '')
    case 'GetDomainSettings':
      return texts(below(request, ['Domains']), 'Domain')
    case 'GetFederationInformation':
      return texts(request, 'Domain')
  }
}

function own(element: XmlElement, local: string): XmlElement | undefined {
  return child(element, { uri: AUTODISCOVER, local })
}

function below(element: XmlElement | undefined, path: readonly string[]): XmlElement | undefined {
  return path.reduce((at, local) => at && own(at, local), element)
}

function all(element: XmlElement | undefined, local: string): readonly XmlElement[] {
  return element?.children.filter((one) => one.uri === AUTODISCOVER && one.local === local) ?? []
}

function texts(element: XmlElement | undefined, local: string): readonly string[] {
  return all(element, local).map(({ text }) => text)
}
