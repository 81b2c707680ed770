import type { Filter } from '../ldap/filter.js'
import { parseDn } from '../names/parse-dn.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'

const LEGACY_NAME = 'legacyExchangeDN'

export function isAnr(attribute: string): boolean {
  return attribute.toLowerCase() === 'anr' || attribute === ANR_OID
}

const ANR_OID = '1.2.840.113556.1.4.1208'

/**
 * Ambiguous name resolution: the filters of which one has to match. The text begins a value of one of the naming
 * attributes, or is the whole legacy name, or its two words begin given name and surname in either order. A leading `=`
 * asks for whole values.
 * @source MS-ADTS 3.1.1.3.1.3.4; ldap.md 5 "ANR"
 */
export function anrClauses(tree: Tree, text: string): readonly Filter[] {
  const isExact = text.startsWith('=')
  const wanted = isExact ? text.slice(1).trim() : text.trim()
  if (wanted === '') return []
  const clause = isExact ? whole : beginning
  return [
    ...anrAttributes(tree).map(({ name }) => (name === LEGACY_NAME ? whole : clause)(name, wanted)),
    ...bothNames(tree, wanted, clause),
  ]
}

type Clause = (attribute: string, text: string) => Filter

const whole: Clause = (attribute, text) => ({ kind: 'equal', attribute, value: Buffer.from(text) })
const beginning: Clause = (attribute, text) => ({
  kind: 'substrings',
  attribute,
  initial: Buffer.from(text),
  any: [],
  final: undefined,
})

function bothNames(tree: Tree, text: string, clause: Clause): readonly Filter[] {
  const words = /^(\S+)\s+(\S.*)$/.exec(text)
  if (words === null) return []
  const [, first = '', second = ''] = words
  const named = (givenName: string, sn: string): Filter => ({
    kind: 'and',
    filters: [clause('givenName', givenName), clause('sn', sn)],
  })
  const [suppressesFirstLast, suppressesLastFirst] = suppressed(tree)
  return [
    ...(suppressesFirstLast ? [] : [named(first, second)]),
    ...(suppressesLastFirst ? [] : [named(second, first)]),
  ]
}

/** What the first two characters of dSHeuristics switch off. @source MS-ADTS 6.1.1.2.4.1.2 */
function suppressed(tree: Tree): readonly [firstLast: boolean, lastFirst: boolean] {
  const dn = `CN=Directory Service,CN=Windows NT,CN=Services,${tree.forest.configurationDn}`
  const service = tree.find(parseDn(dn) ?? [])
  const heuristics = (service === undefined ? undefined : firstValue(service, 'dSHeuristics')) ?? ''
  const isSet = (at: number) => heuristics.length > at && heuristics[at] !== '0'
  return [isSet(0), isSet(1)]
}

/** The attributes whose searchFlags say so. */
function anrAttributes({ schema }: Tree): readonly AttributeType[] {
  return schema.attributes.filter((attribute) => attribute.isInAnr)
}
