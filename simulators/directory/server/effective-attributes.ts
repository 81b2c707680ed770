import type { AttributeValues } from '../ldap/response.js'
import type { SearchRequest } from '../ldap/request.js'
import { isBackLink, type AttributeType } from '../schema/attribute-type.js'
import { CLASS_ATTRIBUTES } from '../search/class-attributes.js'
import { maySet } from '../security/access.js'
import type { StoredEntry } from '../tree/tree.js'
import { allValues } from '../tree/values.js'
import type { Session } from './session.js'
import { mayWriteAt } from './write-access.js'

type Read = (session: Session, entry: StoredEntry) => readonly string[]

const DESCRIPTOR = 'nTSecurityDescriptor'
/** Owner, group, access list and audit list. @source MS-ADTS 3.1.1.3.4.1.11 */
const PARTS = [1, 2, 4, 8] as const

/** Attributes whose values depend on who asks. @source MS-ADTS 3.1.1.4.5.2, 3.1.1.4.5.4, 3.1.1.4.5.5 */
const EFFECTIVE: Readonly<Record<string, Read>> = {
  allowedAttributesEffective: (session, entry) =>
    writable(session, entry).filter((name) => maySetEach(session, entry, { names: [name], parts: 0 })),
  /** @inferred that nobody but those who may write anywhere makes objects */
  allowedChildClassesEffective: (session, entry) =>
    mayWriteAt(session, entry)
      ? (CLASS_ATTRIBUTES['allowedChildClasses']?.(session.view.tree, entry) ?? [])
      : [],
  sDRightsEffective: (session, entry) => {
    const granted = PARTS.filter((part) => maySetEach(session, entry, { names: [DESCRIPTOR], parts: part }))
    return [String(granted.reduce<number>((sum, part) => sum + part, 0))]
  },
}

const MAY_BE_EFFECTIVE = /effective$/i

/** What a search that asks for such attributes is answered besides; undefined when it asks for none. */
export function effectiveAttributes(
  session: Session,
  request: SearchRequest,
): ((entry: StoredEntry) => AttributeValues[]) | undefined {
  if (!request.attributes.some((name) => MAY_BE_EFFECTIVE.test(name))) return undefined
  const asked = new Set(request.attributes.map((name) => name.toLowerCase()))
  const reads = Object.entries(EFFECTIVE).filter(([name]) => asked.has(name.toLowerCase()))
  if (reads.length === 0) return undefined
  return (entry) =>
    reads.flatMap(([name, read]) => {
      const values = read(session, entry)
      return values.length === 0 ? [] : [{ name, values: request.typesOnly ? [] : values }]
    })
}

/** What anybody at all may write of an entry. */
function writable({ view }: Session, entry: StoredEntry): readonly string[] {
  const { schema } = view.tree
  return [...schema.attributesOf(allValues(entry, 'objectClass'))].filter((name) => {
    const attribute = schema.attribute(name)
    return attribute !== undefined && isWritable(attribute)
  })
}

function isWritable(attribute: AttributeType): boolean {
  return !attribute.isSystemOnly && !attribute.isConstructed && !isBackLink(attribute)
}

interface Attempt {
  readonly names: readonly string[]
  readonly parts: number
}

function maySetEach(session: Session, entry: StoredEntry, { names, parts }: Attempt): boolean {
  if (mayWriteAt(session, entry)) return true
  const { tree } = session.view
  const account = session.account === undefined ? undefined : tree.get(session.account.objectGuid)
  if (account === undefined) return false
  const modifications = names.map((type) => ({ kind: 'replace' as const, attribute: { type, values: [] } }))
  return maySet(tree, { account, entry }, { modifications, parts })
}
