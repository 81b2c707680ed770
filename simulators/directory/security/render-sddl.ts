import { relativeId } from '../names/sid.js'
import { DOMAIN_IDENTITIES, FLAGS, IDENTITIES, RIGHTS, TYPES } from './sddl-words.js'
import type { AccessEntry, AccessList, SecurityDescriptor } from './security-descriptor.js'

/** Writes a security descriptor as text; identities of the given domain are abbreviated. @source MS-DTYP 2.5.1.1 */
export function renderSddl({ owner, group, dacl, sacl }: SecurityDescriptor, domainSid: string): string {
  const identity = (sid: string) => wordFor(sid, domainSid)
  return [
    owner === undefined ? '' : `O:${identity(owner)}`,
    group === undefined ? '' : `G:${identity(group)}`,
    dacl === undefined ? '' : `D:${renderList(dacl, identity)}`,
    sacl === undefined ? '' : `S:${renderList(sacl, identity)}`,
  ].join('')
}

type Identity = (sid: string) => string

function wordFor(sid: string, domainSid: string): string {
  const isOfDomain = sid.startsWith(`${domainSid}-`) && !sid.slice(domainSid.length + 1).includes('-')
  const word = isOfDomain ? keyOf(DOMAIN_IDENTITIES, relativeId(sid)) : keyOf(IDENTITIES, sid)
  return word ?? sid
}

function keyOf<Value>(words: Readonly<Record<string, Value>>, value: Value): string | undefined {
  return Object.keys(words).find((word) => words[word] === value)
}

function renderList({ isProtected, isAutoInherited, entries }: AccessList, identity: Identity): string {
  return `${isProtected ? 'P' : ''}${isAutoInherited ? 'AI' : ''}${entries
    .map((entry) => renderEntry(entry, identity))
    .join('')}`
}

function renderEntry(entry: AccessEntry, identity: Identity): string {
  const { type, flags, mask, objectType = '', inheritedType = '', sid } = entry
  const cells = [
    keyOf(TYPES, type),
    wordsOf(flags, FLAGS) ?? '',
    wordsOf(mask, RIGHTS) ?? `0x${mask.toString(16)}`,
  ]
  return `(${[...cells, objectType, inheritedType, identity(sid)].join(';')})`
}

/** Undefined when bits are left for which there is no word. */
function wordsOf(bits: number, words: Readonly<Record<string, number>>): string | undefined {
  let left = bits
  let text = ''
  for (const [word, value] of Object.entries(words)) {
    if ((left & value) === 0) continue
    left &= ~value
    text += word
  }
  return left === 0 ? text : undefined
}
