import { badName } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result, SUCCESS } from '../ldap/result-code.js'
import { parseDn } from '../names/parse-dn.js'
import { principalDefaults } from '../accounts/principal-defaults.js'
import { objectDefaults } from '../tree/object-defaults.js'
import type { StoredEntry } from '../tree/tree.js'
import { accountRules } from './account-rules.js'
import { Draft, type Verdict } from './draft.js'
import { applyModification } from './modifications.js'
import { entryClasses, mayBeBelow } from './object-classes.js'
import type { Session } from './session.js'
import { writeRefused } from './write-errors.js'

/** One modify takes isDeleted away and gives a distinguishedName. @source MS-ADTS 3.1.1.5.3.7 */
export function isUndelete(modifications: readonly Modification[]): boolean {
  const is = (name: string, kinds: readonly Modification['kind'][]) =>
    modifications.some(({ kind, attribute }) => attribute.type.toLowerCase() === name && kinds.includes(kind))
  return is('isdeleted', ['delete', 'replace']) && is('distinguishedname', ['replace'])
}

/** Brings a deleted object back under a name of its own, with what its tombstone has kept. */
export function undelete(
  session: Session,
  entry: StoredEntry,
  modifications: readonly Modification[],
): LdapResult {
  const own = ({ attribute }: Modification) => OWN.has(attribute.type.toLowerCase())
  const name = modifications.filter(own).find(({ attribute }) => attribute.values.length > 0)
  const text = name?.attribute.values[0]?.toString('utf8') ?? ''
  const [rdn, ...above] = parseDn(text) ?? []
  const [ava] = rdn ?? []
  if (ava === undefined) return badName(text)

  const { tree } = session.view
  const parent = tree.find(above)
  if (parent === undefined || parent.record.values['isDeleted'] !== undefined) return result('noSuchObject')
  if (tree.child(parent.key, [ava]) !== undefined) return writeRefused('nameExists')
  const draft = revive(session, entry)
  const classes = entryClasses(tree.schema, draft.classes)
  if (classes.kind === 'refused') return classes.result
  if (!mayBeBelow(tree.schema, classes.structural, parent.record.values['objectClass'] ?? []))
    return writeRefused('illegalSuperior')
  const failed =
    applyRest(
      draft,
      entry,
      modifications.filter((one) => !own(one)),
    ) ?? namesAreFree(draft)
  if (failed !== undefined) return failed

  const change = session.directory.change()
  draft.relink(change, entry.key)
  change.update(entry, {
    parent: parent.key,
    rdnType: ava.type.toUpperCase(),
    name: ava.value,
    values: draft.record,
  })
  change.commit('ldap', 'Undelete')
  return SUCCESS
}

const OWN: ReadonlySet<string> = new Set(['isdeleted', 'distinguishedname', 'isrecycled', 'lastknownparent'])

/** What the tombstone kept, with what every object of its class has. */
function revive(session: Session, entry: StoredEntry): Draft {
  const { schema, forest } = session.view.tree
  const draft = new Draft(session, entry)
  for (const name of ['isDeleted', 'isRecycled', 'lastKnownParent']) draft.keep(name, [])
  const classes = draft.classes
  draft.complete(objectDefaults(schema, forest, classes.at(-1) ?? 'top'))
  draft.complete(principalDefaults(classes, [draft.record]))
  return draft
}

function applyRest(draft: Draft, entry: StoredEntry, modifications: readonly Modification[]): Verdict {
  for (const modification of modifications) {
    const failed = applyModification(draft, modification, { entry, isPermissive: false })
    if (failed !== undefined) return failed
  }
  return accountRules(draft)
}

/** Somebody may have taken the account's name in the meantime. */
function namesAreFree(draft: Draft): Verdict {
  const name = draft.first('sAMAccountName')
  const isTaken = name !== undefined && draft.tree.unique('sAMAccountName', name) !== undefined
  return isTaken ? writeRefused('accountExists') : undefined
}
