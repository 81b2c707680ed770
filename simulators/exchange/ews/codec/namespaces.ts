export const TYPES_NAMESPACE = 'http://schemas.microsoft.com/exchange/services/2006/types'
export const MESSAGES_NAMESPACE = 'http://schemas.microsoft.com/exchange/services/2006/messages'
export const ERRORS_NAMESPACE = 'http://schemas.microsoft.com/exchange/services/2006/errors'
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/'
export const SCHEMA_NAMESPACE = 'http://www.w3.org/2001/XMLSchema'
export const INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** The prefixes of the tables, which are also those of the responses. */
export const NAMESPACE_OF = {
  t: TYPES_NAMESPACE,
  m: MESSAGES_NAMESPACE,
  xs: SCHEMA_NAMESPACE,
} as const

export type Prefix = keyof typeof NAMESPACE_OF

const PREFIX_OF: ReadonlyMap<string, Prefix> = new Map(
  (Object.keys(NAMESPACE_OF) as Prefix[]).map((prefix) => [NAMESPACE_OF[prefix], prefix]),
)

/** The prefix by which the tables know a namespace. */
export function prefixOf(namespace: string): Prefix | undefined {
  return PREFIX_OF.get(namespace)
}

/** Splits `t:ItemType` into prefix and local name. */
export function splitName(name: string): { readonly prefix: Prefix; readonly local: string } {
  const colon = name.indexOf(':')

  return { prefix: name.slice(0, colon) as Prefix, local: name.slice(colon + 1) }
}
