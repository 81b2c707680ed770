import { fold } from '../names/fold.js'
import type { StoredEntry, Tree } from '../tree/tree.js'

/** `corp.example.com/Staff/Anna Berg`: the names from the domain down, `/` and `\` inside a name escaped. */
export function canonicalNameOf(tree: Tree, entry: StoredEntry): string {
  const { record } = entry
  if (record.head !== null) return canonicalHead(tree, record.head)
  const parent = record.parent === null ? undefined : tree.get(record.parent)
  const above = parent === undefined ? '' : canonicalNameOf(tree, parent)
  return `${above.endsWith('/') ? above : `${above}/`}${record.name.replace(/[\\/]/g, '\\$&')}`
}

/** The domain itself ends with a slash; the other naming contexts are names below it. */
function canonicalHead({ forest }: Tree, head: string): string {
  const below = head.slice(0, -forest.domainDn.length).split(',').filter(Boolean)
  const names = below.map((rdn) => rdn.slice(rdn.indexOf('=') + 1)).reverse()
  return head.startsWith('DC=') && names.length > 0
    ? `${[...names, forest.dnsDomain].join('.')}/`
    : `${forest.dnsDomain}/${names.join('/')}`
}

/** Some write a line feed instead of the last slash. @source MS-ADTS 5.1.1.1.1 */
export function findByCanonicalName(tree: Tree, written: string): StoredEntry | undefined {
  const name = written.replace(/\n(?=[^\n]*$)/, '/')
  const [domain = '', ...names] = name.split(/(?<!\\)\//)
  if (domain.toLowerCase() !== tree.forest.dnsDomain.toLowerCase()) return undefined
  const last = names.at(-1)?.replace(/\\(.)/g, '$1')
  if (last === undefined || last === '') return undefined
  const wanted = fold(name)
  for (const entry of tree.byValue('name', fold(last))) {
    if (fold(canonicalNameOf(tree, entry)) === wanted) return entry
  }
  return undefined
}
