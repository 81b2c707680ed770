import { createRandom } from '../../../../core/index.js'
import type { EwsSchema } from '../../codec/schema.js'
import { OPERATIONS } from '../../generated/operations.js'
import { CALENDAR_OPERATIONS } from '../calendar-operations.js'
import { createDocumentGenerator } from './generate-document.js'
import { mutateDocument } from './mutate-document.js'
import { schemaPaths, type SchemaPaths, type Target, type Wanted } from './schema-paths.js'
import { renderDocument, STYLES, type XmlNode } from './xml-node.js'

/** One document of the corpus, which its number makes again. */
export interface CorpusDocument {
  readonly root: string
  readonly tree: XmlNode
  readonly text: string
  readonly style: string
  /** What was changed in a document that the schema allows; undefined when nothing was. */
  readonly mutation: string | undefined
}

export interface Corpus {
  /** The elements at the root: request and response of each operation, and the SOAP headers. */
  readonly roots: readonly string[]
  /** Each kind of child that can stand in them, as a fact of a document: `t:CalendarItemType/Subject`. */
  readonly kinds: readonly string[]
  /** From this many documents on, every kind has occurred in one that the schema allows. */
  readonly enough: number
  document(number: number): CorpusDocument
}

/** The headers that clients send with these operations. @source ews.md 1.8 */
const HEADERS = [
  ...['t:RequestServerVersion', 't:ExchangeImpersonation', 't:MailboxCulture', 't:TimeZoneContext'],
  ...['t:DateTimePrecision', 't:ManagementRole'],
]

/** Of this many documents, after each kind of child has had its turn in one that is right, this many are spoilt. */
const SPOILT = { of: 4, are: 3 }

interface Way {
  readonly root: string
  readonly target: Target
  readonly paths: SchemaPaths
}

/**
 * Documents about the operations of a calendar client. Their numbers go round all kinds of child that can stand in
 * any of them, and round the operations, so that a corpus of some thousands lacks nothing.
 */
export function createCorpus(schema: EwsSchema, seed: number): Corpus {
  const wanted = OPERATIONS.filter(({ name }) => (CALENDAR_OPERATIONS as readonly string[]).includes(name))
  const roots = [...wanted.flatMap(({ request, response }) => [`m:${request}`, `m:${response}`]), ...HEADERS]
  const wantedOf = new Map(wanted.map(({ name, response }) => [`m:${response}`, ownMessages(name)]))
  const isWantedIn = (root: string) => wantedOf.get(root) ?? (() => true)
  const byRoot = roots.map((root) => waysFrom(schemaPaths(schema, root, isWantedIn(root)), root))
  const byTarget = groupByTarget(byRoot.flat())
  const generator = createDocumentGenerator(schema)

  return {
    roots,
    enough: 2 * byTarget.length,
    kinds: [
      ...new Set(byTarget.flatMap(([way]) => (way ? [`${way.target.parent}/${way.target.step.child}`] : []))),
    ],
    document(number) {
      const random = createRandom(`${seed}/${number}`)
      const turn = Math.floor(number / 2)
      const among = number % 2 === 0 ? byTarget[turn % byTarget.length] : byRoot[turn % byRoot.length]
      const way = among?.[random.integer(among.length)]
      const root = way?.root ?? roots[turn % roots.length] ?? ''
      const tree = generator.document(root, random.integer(2 ** 32), {
        path: way === undefined ? [] : way.paths.pathTo(way.target),
        isWanted: isWantedIn(root),
      })
      const isFirstTurn = number % 2 === 0 && turn < byTarget.length
      const isSpoilt = !isFirstTurn && random.integer(SPOILT.of) < SPOILT.are
      const mutation = isSpoilt ? mutateDocument(tree, random.integer(2 ** 32)) : undefined
      const style = random.pick(Object.keys(STYLES) as [string, ...string[]])
      return { root, tree, text: renderDocument(tree, STYLES[style]), style, mutation }
    },
  }
}

/** The schema lets any operation answer with the messages of all; one answers with its own. */
function ownMessages(operation: string): Wanted {
  return (parent, child) =>
    parent !== 'm:ArrayOfResponseMessagesType' || child === `${operation}ResponseMessage`
}

function waysFrom(paths: SchemaPaths, root: string): readonly Way[] {
  return paths.targets.map((target) => ({ root, target, paths }))
}

function groupByTarget(ways: readonly Way[]): readonly (readonly Way[])[] {
  const groups = new Map<string, Way[]>()
  for (const way of ways) {
    const { parent, step } = way.target
    const key = `${parent}/${step.child}/${step.type}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [way])
    else group.push(way)
  }
  return [...groups.values()]
}
