import { parseGuid } from '../names/guid.js'
import { parseSid } from '../names/sid.js'
import { DOMAIN_IDENTITIES, FLAGS, IDENTITIES, RIGHT_SETS, RIGHTS, TYPES } from './sddl-words.js'
import {
  OBJECT_TYPES,
  type AccessEntry,
  type AccessList,
  type SecurityDescriptor,
} from './security-descriptor.js'

/**
 * Reads a security descriptor from its text; undefined when it is none. Identities of the domain are those of the
 * given domain.
 * @source MS-DTYP 2.5.1.1
 */
export function parseSddl(text: string, domainSid: string): SecurityDescriptor | undefined {
  const parts = splitParts(text)
  if (parts === undefined) return undefined
  const owner = parts.O === undefined ? undefined : identityOf(parts.O, domainSid)
  const group = parts.G === undefined ? undefined : identityOf(parts.G, domainSid)
  const dacl = parts.D === undefined ? undefined : parseList(parts.D, domainSid)
  const sacl = parts.S === undefined ? undefined : parseList(parts.S, domainSid)
  const isWhole =
    (owner === undefined) === (parts.O === undefined) &&
    (group === undefined) === (parts.G === undefined) &&
    (dacl === undefined) === (parts.D === undefined) &&
    (sacl === undefined) === (parts.S === undefined)
  return isWhole ? { owner, group, dacl, sacl } : undefined
}

type Parts = { O?: string; G?: string; D?: string; S?: string }

/** `O:DAG:DAD:AI(…)(…)S:(…)`: a part begins where a letter and a colon stand outside of parentheses. */
function splitParts(text: string): Parts | undefined {
  const bare = text.replace(/\s+/g, '')
  const parts: Parts = {}
  const part = /([OGDS]):((?:\([^()]*\)|[^():])*?)(?=[OGDS]:|$)/y
  while (part.lastIndex < bare.length) {
    const [, name, content = ''] = part.exec(bare) ?? []
    if (name === undefined || name in parts) return undefined
    parts[name as keyof Parts] = content
  }
  return parts
}

function identityOf(text: string, domainSid: string): string | undefined {
  const word = text.toUpperCase()
  const relative = DOMAIN_IDENTITIES[word]
  if (relative !== undefined) return `${domainSid}-${relative}`
  return IDENTITIES[word] ?? parseSid(text)
}

const LIST = /^((?:P|AR|AI)*)((?:\([^()]*\))*)$/i

function parseList(text: string, domainSid: string): AccessList | undefined {
  const [, flags, body = ''] = LIST.exec(text) ?? []
  if (flags === undefined) return undefined
  const entries: AccessEntry[] = []
  for (const [, content = ''] of body.matchAll(/\(([^()]*)\)/g)) {
    const entry = parseEntry(content, domainSid)
    if (entry === undefined) return undefined
    entries.push(entry)
  }
  return {
    isProtected: /^(?:AR|AI)*P/i.test(flags),
    isAutoInherited: flags.toUpperCase().includes('AI'),
    entries,
  }
}

function parseEntry(text: string, domainSid: string): AccessEntry | undefined {
  const [type = '', flags = '', rights = '', object = '', inherited = '', identity = '', more] =
    text.split(';')
  const entry = {
    type: TYPES[type.toUpperCase()],
    flags: sumOf(flags, FLAGS),
    mask: maskOf(rights),
    objectType: parseGuid(object),
    inheritedType: parseGuid(inherited),
    sid: identityOf(identity, domainSid),
  }
  const isGuidMissing = (one: string, guid: string | undefined) => (one === '') !== (guid === undefined)
  if (more !== undefined || isGuidMissing(object, entry.objectType)) return undefined
  if (isGuidMissing(inherited, entry.inheritedType)) return undefined
  const { type: number, flags: bits, mask, sid } = entry
  if (number === undefined || bits === undefined || mask === undefined || sid === undefined) return undefined
  if (!OBJECT_TYPES.has(number) && (object !== '' || inherited !== '')) return undefined
  return { ...entry, type: number, flags: bits, mask, sid }
}

function maskOf(text: string): number | undefined {
  if (/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) {
    const mask = Number(text)
    return mask < 2 ** 32 ? mask : undefined
  }
  return sumOf(text, { ...RIGHTS, ...RIGHT_SETS })
}

/** The bits of words of two letters each. */
function sumOf(text: string, words: Readonly<Record<string, number>>): number | undefined {
  if (text.length % 2 !== 0) return undefined
  let sum = 0
  for (const word of text.toUpperCase().match(/../g) ?? []) {
    const bits = words[word]
    if (bits === undefined) return undefined
    sum = (sum | bits) >>> 0
  }
  return sum
}
