import { invalid } from '../rest/rest-fault.js'
import { SCHEMA } from './schemas.js'
import type { ScimPatch, ScimUser } from './shapes.js'

type Node = Record<string, unknown>

/** `name.givenName`, `phoneNumbers[type eq "work"].value`, or one of them behind the name of an extension. @source RFC 7644 3.5.2 */
const PATH = /^(\w+)(?:\[\s*(\w+)\s+eq\s+"([^"]*)"\s*\])?(?:\.(\w+))?$/

/** A user with some changes, as a client would have sent it whole. */
export function patchScimUser(user: ScimUser, patches: readonly ScimPatch[]): unknown {
  const patched = structuredClone(user) as unknown as Node
  for (const patch of patches) apply(patched, patch)
  return patched
}

function apply(user: Node, { op, path, value }: ScimPatch): void {
  if (path === undefined) {
    if (op === 'remove' || typeof value !== 'object' || value === null)
      throw invalid('The operation needs a path.')
    for (const [name, one] of Object.entries(value)) apply(user, { op, path: name, value: one })
    return
  }
  const schema = [SCHEMA.enterprise, SCHEMA.webex, SCHEMA.user].find(
    (one) => path === one || path.startsWith(`${one}:`),
  )
  const target = schema === undefined || schema === SCHEMA.user ? user : child(user, schema)
  if (path === schema) return void Object.assign(target, op === 'remove' ? {} : value)
  applyAt(target, schema === undefined ? path : path.slice(schema.length + 1), { op, value })
}

function applyAt(target: Node, path: string, { op, value }: Pick<ScimPatch, 'op' | 'value'>): void {
  const [, name, key, wanted, part] = PATH.exec(path) ?? []
  if (name === undefined) throw invalid('The path of an operation is not understood.')
  if (key !== undefined) return applyToItem(target, { name, key, wanted: wanted ?? '', part }, { op, value })
  if (part !== undefined) return set(child(target, name), part, { op, value })
  const before = target[name]
  const isAddedTo = op === 'add' && Array.isArray(before) && Array.isArray(value)
  set(target, name, { op, value: isAddedTo ? [...(before as unknown[]), ...(value as unknown[])] : value })
}

interface ItemPath {
  readonly name: string
  readonly key: string
  readonly wanted: string
  readonly part: string | undefined
}

function applyToItem(
  target: Node,
  { name, key, wanted, part }: ItemPath,
  { op, value }: Pick<ScimPatch, 'op' | 'value'>,
): void {
  const items = (Array.isArray(target[name]) ? target[name] : []) as Node[]
  const others = items.filter((item) => item[key] !== wanted)
  const item = items.find((one) => one[key] === wanted) ?? { [key]: wanted }
  if (part !== undefined) set(item, part, { op, value })
  const isGone = op === 'remove' && part === undefined
  const changed = part === undefined && !isGone ? { [key]: wanted, ...(value as object) } : item
  target[name] = isGone ? others : [...others, changed]
}

function set(node: Node, name: string, { op, value }: Pick<ScimPatch, 'op' | 'value'>): void {
  if (op === 'remove') delete node[name]
  else node[name] = value
}

function child(node: Node, name: string): Node {
  const found = node[name]
  if (typeof found === 'object' && found !== null) return found as Node
  return (node[name] = {})
}
