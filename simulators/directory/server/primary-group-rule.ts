import { willNotPerform } from '../ldap/diagnostics.js'
import type { StoredEntry } from '../tree/tree.js'
import type { Draft, Verdict } from './draft.js'
import { writeRefused } from './write-errors.js'

/**
 * Only a group that the account is a member of becomes its primary group. The membership then follows from
 * primaryGroupID, and that in the group before becomes an ordinary one.
 * @source MS-SAMR 3.1.1.8.2; @observed a domain controller
 */
export function primaryGroupRule(draft: Draft): Verdict {
  const { before, tree } = draft
  const next = groupOf(draft, draft.first('primaryGroupID'))
  if (before === undefined || next === undefined) return willNotPerform()
  const last = groupOf(draft, before.record.values['primaryGroupID']?.[0])
  if (last?.key === next.key) return undefined
  const membership = { attribute: 'member', from: next.key, to: before.key }
  if (!tree.hasLink(membership)) return willNotPerform()
  draft.consequences.push((change) => {
    change.unlink(membership)
    if (last !== undefined) change.link({ attribute: 'member', from: last.key, to: before.key })
  })
  return undefined
}

function groupOf({ tree, before }: Draft, relativeId: string | undefined): StoredEntry | undefined {
  const sid = before?.record.values['objectSid']?.[0]
  if (sid === undefined || relativeId === undefined) return undefined
  return tree.unique('objectSid', `${sid.slice(0, sid.lastIndexOf('-'))}-${relativeId}`)
}

/** Who is in a group because it is his primary group is not made a member once more. @observed a domain controller */
export function primaryMemberRule(draft: Draft): Verdict {
  const { tree, before } = draft
  const sid = before?.record.values['objectSid']?.[0]
  if (before === undefined || sid === undefined) return undefined
  const relativeId = sid.slice(sid.lastIndexOf('-') + 1)
  const isPrimary = (id: string) =>
    !tree.hasLink({ attribute: 'member', from: before.key, to: id }) &&
    tree.get(id)?.record.values['primaryGroupID']?.[0] === relativeId
  return draft.values('member').some(isPrimary) ? writeRefused('memberExists') : undefined
}
