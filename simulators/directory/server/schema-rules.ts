import { willNotPerform } from '../ldap/diagnostics.js'
import { firstValue, integerValue } from '../tree/values.js'
import type { Draft, Verdict } from './draft.js'
import { SYSTEM_FLAG } from './system-flags.js'
import { writeRefused } from './write-errors.js'

type Rule = (draft: Draft) => Verdict

/**
 * What attributes and classes of the schema have to keep to.
 * @source MS-ADTS 3.1.1.2.1 (restrictions on schema extensions), 3.1.1.2.5 (defunct), 3.1.1.5.3.2
 */
export function schemaRules(draft: Draft): Verdict {
  const rules = draft.isOfClass('attributeSchema')
    ? [...COMMON, syntaxRule, rangeRule, linkRule]
    : draft.isOfClass('classSchema')
      ? [...COMMON, referencesRule]
      : []
  for (const rule of rules) {
    const verdict = rule(draft)
    if (verdict !== undefined) return verdict
  }
  return undefined
}

const COMMON: readonly Rule[] = [baseRule, uniqueRule, defunctRule]

/** Of what the directory itself is made of, these alone may change. */
const CHANGEABLE: ReadonlySet<string> = new Set(
  `adminDescription adminDisplayName attributeSecurityGUID auxiliaryClass classDisplayName defaultHidingValue
  defaultSecurityDescriptor description extendedCharsAllowed isMemberOfPartialAttributeSet mayContain
  nTSecurityDescriptor possSuperiors rangeLower rangeUpper searchFlags showInAdvancedViewOnly`.split(/\s+/),
)
/** Of an attribute or class that was added, these never change. */
const FIXED: ReadonlySet<string> = new Set(
  `attributeID attributeSyntax governsID isSingleValued linkID mustContain oMObjectClass oMSyntax rDNAttID
  subClassOf objectClassCategory`.split(/\s+/),
)

function baseRule({ before, written }: Draft): Verdict {
  if (before === undefined) return undefined
  const isBase = (integerValue(before, 'systemFlags') & SYSTEM_FLAG.schemaBase) !== 0
  const isRefused = (name: string) => (isBase ? !CHANGEABLE.has(name) : FIXED.has(name))
  return [...written].some(isRefused) ? writeRefused('badSchemaChange') : undefined
}

/** OIDs and names are given once. */
function uniqueRule(draft: Draft): Verdict {
  const { schema } = draft.tree
  const oid = draft.first('attributeID') ?? draft.first('governsID') ?? ''
  const name = draft.first('lDAPDisplayName') ?? ''
  const self = draft.before === undefined ? undefined : firstValue(draft.before, 'lDAPDisplayName')
  const isOther = (found: { readonly name: string } | undefined) => found !== undefined && found.name !== self
  if (isOther(schema.attribute(oid)) || isOther(schema.class(oid))) return writeRefused('duplicateOid')
  return isOther(schema.attribute(name)) || isOther(schema.class(name))
    ? writeRefused('duplicateSchemaName')
    : undefined
}

/** What is still used does not become defunct. */
function defunctRule(draft: Draft): Verdict {
  const { tree, before, written } = draft
  if (before === undefined || !written.has('isDefunct') || draft.first('isDefunct') !== 'TRUE')
    return undefined
  const name = firstValue(before, 'lDAPDisplayName') ?? ''
  const isUsed = tree.schema.classes.some(
    (one) =>
      one.name !== name &&
      [
        one.superclass,
        one.rdnAttribute,
        ...one.auxiliaries,
        ...one.superiors,
        ...one.must,
        ...one.may,
      ].includes(name),
  )
  return isUsed ? willNotPerform() : undefined
}

/** The syntaxes of attributes: attributeSyntax with the oMSyntaxes it comes with. @source MS-ADTS 3.1.1.2.2.2 */
const SYNTAXES: Readonly<Record<string, readonly string[]>> = {
  '2.5.5.1': ['127'],
  '2.5.5.2': ['6'],
  '2.5.5.3': ['27'],
  '2.5.5.4': ['20'],
  '2.5.5.5': ['19', '22'],
  '2.5.5.6': ['18'],
  '2.5.5.7': ['127'],
  '2.5.5.8': ['1'],
  '2.5.5.9': ['2', '10'],
  '2.5.5.10': ['4', '127'],
  '2.5.5.11': ['23', '24'],
  '2.5.5.12': ['64'],
  '2.5.5.13': ['127'],
  '2.5.5.14': ['127'],
  '2.5.5.15': ['66'],
  '2.5.5.16': ['65'],
  '2.5.5.17': ['4'],
}

function syntaxRule(draft: Draft): Verdict {
  const omSyntaxes = SYNTAXES[draft.first('attributeSyntax') ?? '']
  return omSyntaxes?.includes(draft.first('oMSyntax') ?? '') === true
    ? undefined
    : writeRefused('badSchemaChange')
}

function rangeRule(draft: Draft): Verdict {
  const [lower, upper] = [draft.first('rangeLower'), draft.first('rangeUpper')]
  const isTurned = lower !== undefined && upper !== undefined && Number(lower) > Number(upper)
  return isTurned && upper !== '-1' ? writeRefused('badSchemaChange') : undefined
}

/** A link id is used once, by an attribute of names; a back link has many values and belongs to a link that exists. */
function linkRule(draft: Draft): Verdict {
  const linkId = draft.first('linkID')
  if (linkId === undefined || draft.before !== undefined) return undefined
  const id = Number(linkId)
  const links = draft.tree.schema.attributes
  if (links.some((one) => one.linkId === id)) return writeRefused('duplicateLink')
  const isName = LINKABLE.has(draft.first('attributeSyntax') ?? '')
  const isBack = id % 2 === 1
  const hasForward = links.some((one) => one.linkId === id - 1)
  const isFit = isName && (!isBack || (hasForward && draft.first('isSingleValued') === 'FALSE'))
  return isFit ? undefined : writeRefused('badSchemaChange')
}

const LINKABLE: ReadonlySet<string> = new Set(['2.5.5.1', '2.5.5.7', '2.5.5.14'])

const CLASS_LISTS = [
  'subClassOf',
  'auxiliaryClass',
  'possSuperiors',
  'systemAuxiliaryClass',
  'systemPossSuperiors',
]
const ATTRIBUTE_LISTS = ['mayContain', 'mustContain', 'systemMayContain', 'systemMustContain', 'rDNAttID']

/** Names of attributes and classes lead to some; object identifiers become names. */
function referencesRule(draft: Draft): Verdict {
  const { schema } = draft.tree
  const self = draft.first('lDAPDisplayName')
  const nameOf = {
    class: (name: string) => (name === self ? self : schema.class(name)?.name),
    attribute: (name: string) => schema.attribute(name)?.name,
  }
  for (const [kind, lists] of [['class', CLASS_LISTS] as const, ['attribute', ATTRIBUTE_LISTS] as const]) {
    for (const list of lists) {
      const names = draft.values(list).map(nameOf[kind])
      if (names.includes(undefined)) return writeRefused('badSchemaChange')
      draft.keep(list, names as readonly string[])
    }
  }
  return undefined
}
