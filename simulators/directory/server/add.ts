import { ntHashOf } from '../accounts/nt-hash.js'
import { accessDenied, badName, noSuchObject } from '../ldap/diagnostics.js'
import type { WireAttribute } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import { nextSecurityId } from '../provisioning/security-id.js'
import { objectDefaults, type Values } from '../tree/object-defaults.js'
import type { TreeChange } from '../tree/tree-change.js'
import { accountDefaults } from './account-defaults.js'
import { accountRules } from './account-rules.js'
import { addedValues } from './added-values.js'
import { classDefaults } from './class-defaults.js'
import { Draft, type Verdict } from './draft.js'
import { entryClasses, mayBeBelow, missingAttribute, type EntryClasses } from './object-classes.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { passwordRules } from './password-rules.js'
import type { Place } from './place.js'
import { schemaDefaults } from './schema-defaults.js'
import { schemaRules } from './schema-rules.js'
import type { Session } from './session.js'
import { mayWriteAt, referralTo, refusedWrite } from './write-access.js'
import { writeRefused } from './write-errors.js'
import { putPassword } from './written-password.js'
import { refuse, type Refusal } from './written-values.js'

/** RFC 4511 4.7 · MS-ADTS 3.1.1.5.2 */
export function add(call: OperationCall<'add'>): OperationAnswer {
  return { final: { kind: 'add', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'add'>): LdapResult {
  const refused = refusedWrite(session)
  if (refused !== undefined) return refused
  const place = placeOf(session, request.dn)
  if (place.kind === 'refused') return place.result
  const classes = classesOf(session, request.attributes, place)
  if (classes.kind === 'refused') return classes.result

  const change = session.directory.change()
  const draft = new Draft(session)
  return addedValues(draft, request.attributes, place) ?? create(draft, place, { classes, change })
}

function placeOf(session: Session, dnText: string): Place | Refusal {
  const { tree } = session.view
  const dn = parseDn(dnText)
  const [rdn, ...above] = dn ?? []
  const [ava, ...others] = rdn ?? []
  if (dn === undefined || ava === undefined || others.length > 0) return refuse(badName(dnText))
  const { entry, missing } = tree.nearest(above)
  if (entry === undefined) return refuse(referralTo(dn))
  if (missing.length > 0) return refuse(noSuchObject(tree.nameOf(entry)))
  const isDeleted = entry.record.values['isDeleted'] !== undefined
  if (isDeleted || !mayWriteAt(session, entry)) return refuse(accessDenied())
  if (tree.find(dn) !== undefined) return refuse(writeRefused('nameExists'))
  return { kind: 'place', parent: entry, rdnType: ava.type.toUpperCase(), name: ava.value }
}

/** The classes that were given, when the parent's may hold them and they are named this way. */
function classesOf(
  { view: { tree } }: Session,
  attributes: readonly WireAttribute[],
  { parent, rdnType }: Place,
): EntryClasses | Refusal {
  const given = attributes.filter(({ type }) => type.toLowerCase() === 'objectclass')
  const names = given.flatMap(({ values }) => values.map((octets) => octets.toString('utf8')))
  if (names.length === 0) return refuse(writeRefused('classRequired'))
  const classes = entryClasses(tree.schema, names)
  if (classes.kind === 'refused') return classes
  if (!mayBeBelow(tree.schema, classes.structural, parent.record.values['objectClass'] ?? []))
    return refuse(writeRefused('illegalSuperior'))
  const rdnAttribute = tree.schema.attribute(rdnType)?.name
  if (rdnAttribute === undefined || !tree.schema.attributesOf(classes.names).has(rdnAttribute))
    return refuse(writeRefused('notInClass'))
  const isNamedSo = rdnAttribute.toLowerCase() === classes.structural.rdnAttribute.toLowerCase()
  return isNamedSo ? classes : refuse(writeRefused('wrongRdn'))
}

interface Making {
  readonly classes: EntryClasses
  readonly change: TreeChange
}

function create(draft: Draft, place: Place, { classes, change }: Making): LdapResult {
  const { tree } = draft
  const security = nextSecurityId(tree.world)
  draft.keep('objectClass', classes.names)
  const allowed = tree.schema.attributesOf(classes.names)
  if (!draft.names.every((name) => allowed.has(name))) return writeRefused('notInClass')
  for (const defaults of [
    classDefaults(draft, classes.structural.name),
    schemaDefaults(draft, place.name, () => change.newId()),
  ])
    completeWith(draft, defaults)
  draft.complete(objectDefaults(tree.schema, tree.forest, classes.structural.name))
  draft.complete(accountDefaults(draft, security.sid))
  const failed =
    accountRules(draft) ?? passwordRules(draft) ?? schemaRules(draft) ?? completeRule(draft, place)
  if (failed !== undefined) return failed

  const entry = change.create({
    parent: place.parent.record.id,
    rdnType: place.rdnType,
    name: place.name,
    values: draft.record,
  })
  if (draft.first('objectSid') === security.sid) change.write(security.write)
  draft.relink(change, entry.id)
  if (draft.password !== undefined)
    change.write(putPassword(entry.id, ntHashOf(draft.password.text).toString('hex')))
  change.commit('ldap', 'Add')
  return SUCCESS
}

/** Sets what the client has not; of systemFlags it does not decide. */
function completeWith(draft: Draft, { systemFlags, ...defaults }: Values): void {
  if (systemFlags !== undefined) draft.keep('systemFlags', systemFlags)
  draft.complete(defaults)
}

/** Nothing that a class must have is missing. What follows from the name and what every object has is there. */
function completeRule(draft: Draft, { rdnType, name }: Place): Verdict {
  const { schema } = draft.tree
  const rdnAttribute = schema.attribute(rdnType)?.name ?? rdnType
  const present = new Set([...draft.names, rdnAttribute, 'nTSecurityDescriptor'])
  if (missingAttribute(schema, draft.classes, present) !== undefined) return writeRefused('mandatoryMissing')
  if (!draft.isOfClass('subnet')) return undefined
  return /^[\d.:a-f]+\/\d{1,3}$/i.test(fold(name)) ? undefined : badName(name)
}
