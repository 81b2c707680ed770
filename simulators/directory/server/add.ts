import { principalDefaults } from '../accounts/principal-defaults.js'
import { accessDenied, attributeConversion, badName, noSuchObject } from '../ldap/diagnostics.js'
import type { WireAttribute } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import { toFileTime } from '../names/file-time.js'
import { parseDn } from '../names/parse-dn.js'
import { nextSecurityId } from '../provisioning/security-id.js'
import { isLinkRecord } from '../schema/attribute-type.js'
import type { ObjectClass } from '../schema/object-class.js'
import { objectDefaults } from '../tree/object-defaults.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues } from '../tree/values.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'
import { mayWriteAnywhere, refusedWrite } from './write-access.js'
import { putPassword, writtenPassword } from './written-password.js'
import { readValues, refuse, type Refusal } from './written-values.js'

/** RFC 4511 4.7 · MS-ADTS 3.1.1.5.2 */
export function add(call: OperationCall<'add'>): OperationAnswer {
  return { final: { kind: 'add', result: outcome(call) } }
}

function outcome({ session, request }: OperationCall<'add'>): LdapResult {
  const refused = refusedWrite(session) ?? (mayWriteAnywhere(session) ? undefined : accessDenied())
  if (refused !== undefined) return refused

  const { tree } = session.view
  const place = placeOf(tree, request.dn)
  if (place.kind === 'refused') return place.result
  const objectClass = classOf(tree, request.attributes, place.parent)
  if (objectClass.kind === 'refused') return objectClass.result
  if (place.rdnType.toLowerCase() !== objectClass.found.rdnAttribute.toLowerCase())
    return result('namingViolation')

  const contents = contentsOf(session, request.attributes, { ...place, objectClass: objectClass.found })
  if (contents.kind === 'refused') return contents.result
  create(session, place, contents)
  return SUCCESS
}

interface Place {
  readonly kind: 'place'
  readonly parent: StoredEntry
  readonly rdnType: string
  readonly name: string
}

function placeOf(tree: Tree, dnText: string): Place | Refusal {
  const dn = parseDn(dnText)
  const ava = dn?.[0]?.[0]
  if (dn === undefined || ava === undefined) return refuse(badName(dnText))
  const { entry, missing } = tree.nearest(dn)
  if (entry === undefined) return refuse(noSuchObject(''))
  if (missing.length === 0) return refuse(result('entryAlreadyExists'))
  if (missing.length > 1) return refuse(noSuchObject(tree.nameOf(entry)))
  return { kind: 'place', parent: entry, rdnType: ava.type.toUpperCase(), name: ava.value }
}

/** The most specific structural class that was given, when the parent's class may hold it. */
function classOf(
  tree: Tree,
  attributes: readonly WireAttribute[],
  parent: StoredEntry,
): { readonly kind: 'class'; readonly found: ObjectClass } | Refusal {
  const given = attributes.find(({ type }) => type.toLowerCase() === 'objectclass')?.values ?? []
  if (given.length === 0) return refuse(result('objectClassViolation'))
  const classes = given.map((octets) => tree.schema.class(octets.toString('utf8')))
  if (classes.includes(undefined)) return refuse(attributeConversion('noSuchAttribute'))
  const depth = (name: string) => tree.schema.chain(name).length
  const [found] = classes
    .flatMap((one) => (one?.kind === 'structural' ? one : []))
    .toSorted((a, b) => depth(b.name) - depth(a.name))
  if (found === undefined) return refuse(result('objectClassViolation'))

  const superiors = [...tree.schema.allClasses([found.name])].flatMap(({ superiors: names }) => names)
  const isHeld = allValues(parent, 'objectClass').some((name) => superiors.includes(name))
  return isHeld ? { kind: 'class', found } : refuse(result('namingViolation'))
}

interface Contents {
  readonly kind: 'contents'
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly links: readonly { readonly attribute: string; readonly to: string }[]
  readonly ntHash: string | undefined
}

function contentsOf(
  session: Session,
  attributes: readonly WireAttribute[],
  { objectClass, name }: { readonly objectClass: ObjectClass; readonly name: string },
): Contents | Refusal {
  const { tree } = session.view
  const allowed = tree.schema.attributesOf([objectClass.name])
  const given: Record<string, readonly string[]> = {}
  const links: { readonly attribute: string; readonly to: string }[] = []
  let ntHash: string | undefined

  for (const wire of attributes) {
    const read = readValues(tree, wire)
    if (read.kind === 'refused') return read
    const { attribute, values } = read
    if (FROM_THE_NAME.has(attribute.name) || attribute.name.toLowerCase() === objectClass.rdnAttribute)
      continue
    if (!allowed.has(attribute.name)) return refuse(result('objectClassViolation'))
    if (attribute.name === 'unicodePwd') {
      const hash = writtenPassword(wire.values[0], session.secure)
      if (typeof hash !== 'string') return hash
      ntHash = hash
    } else if (isLinkRecord(attribute)) {
      for (const to of values) links.push({ attribute: attribute.name, to })
    } else given[attribute.name] = values
  }
  const values = completed(session, { objectClass, name }, { ...passwordSet(session, ntHash), ...given })
  return values === undefined
    ? refuse(result('entryAlreadyExists'))
    : { kind: 'contents', values, links, ntHash }
}

/** What the name and the class say already. */
const FROM_THE_NAME: ReadonlySet<string> = new Set(['objectClass', 'name', 'distinguishedName'])

function passwordSet({ clock }: Session, ntHash: string | undefined) {
  return ntHash === undefined ? {} : { pwdLastSet: [String(toFileTime(clock.now()))] }
}

/** Adds the defaults; undefined when the account name is taken. */
function completed(
  { view }: Session,
  { objectClass, name }: { readonly objectClass: ObjectClass; readonly name: string },
  given: Contents['values'],
) {
  const { tree } = view
  const defaults = objectDefaults(tree.schema, tree.forest, objectClass.name)
  const classes = defaults['objectClass'] ?? []
  const isPrincipal = classes.includes('user') || classes.includes('group')
  const sAMAccountName = given['sAMAccountName']?.[0] ?? name
  if (isPrincipal && tree.unique('sAMAccountName', sAMAccountName) !== undefined) return undefined
  return {
    ...defaults,
    ...principalDefaults(classes, [given]),
    ...(isPrincipal ? { sAMAccountName: [sAMAccountName] } : {}),
    ...given,
  }
}

function create({ view, directory }: Session, place: Place, { values, links, ntHash }: Contents): void {
  const change = directory.change()
  const isPrincipal = values['sAMAccountName'] !== undefined
  const security = nextSecurityId(view.tree.world)
  const entry = change.create({
    parent: place.parent.record.id,
    rdnType: place.rdnType,
    name: place.name,
    values: isPrincipal ? { ...values, objectSid: [security.sid] } : values,
  })
  if (isPrincipal) change.write(security.write)
  for (const { attribute, to } of links) change.link({ attribute, from: entry.id, to })
  if (ntHash !== undefined) change.write(putPassword(entry.id, ntHash))
  change.commit('ldap', 'Add')
}
