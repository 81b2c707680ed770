import { isDeepStrictEqual } from 'node:util'
import { createEncoder } from '../../codec/encoder.js'
import { MESSAGES_NAMESPACE, TYPES_NAMESPACE } from '../../codec/namespaces.js'
import { readElement } from '../../codec/read-element.js'
import { createEwsSchema, type EwsSchema } from '../../codec/schema.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import { documentFacts } from '../document-facts.js'
import { createSchemaOracle } from '../schema-oracle.js'
import { createCorpus, type CorpusDocument } from './corpus.js'
import { knownQuirk, knownSilence } from './oracle-quirks.js'

/** What a run over the corpus did, for those who ask whether it was empty of something. */
export interface CorpusReport {
  readonly seed: number
  readonly documents: number
  /** From this many documents on, no kind of child may be absent. */
  readonly enough: number
  readonly accepted: number
  readonly refused: number
  /** Accepted documents that were written again, read again, and found to be the same. */
  readonly writtenAgain: number
  /** Documents about which the validator errs, by the reason. */
  readonly quirks: Readonly<Record<string, number>>
  /** Per way to spoil a document, and per style: how many were accepted and refused. */
  readonly mutations: Readonly<Record<string, Verdicts>>
  readonly styles: Readonly<Record<string, Verdicts>>
  readonly roots: Readonly<Record<string, Verdicts>>
  /** How often each kind of child, attribute and value occurred in accepted documents. */
  readonly facts: Readonly<Record<string, number>>
  /** Kinds of child that can stand in these messages and did in no accepted document. */
  readonly absent: readonly string[]
  /** What the tables and the official schema do not agree about. */
  readonly disagreements: readonly string[]
}

export interface Verdicts {
  accepted: number
  refused: number
}

const NAMESPACES = ` xmlns:m="${MESSAGES_NAMESPACE}" xmlns:t="${TYPES_NAMESPACE}"`

/**
 * Lets the tables and the official schema judge the same documents. The tables are those of the schema as
 * published: where the product departs from it, tests of their own say so.
 */
export function compareCorpus(
  directory: string,
  { documents, seed }: { documents: number; seed: number },
): CorpusReport {
  const schema = createEwsSchema({})
  const corpus = createCorpus(schema, seed)
  const rewrite = rewriter(schema)
  using oracle = createSchemaOracle(directory)
  const tally = createTally()

  for (let number = 0; number < documents; number++) {
    const document = corpus.document(number)
    const reading = readElement(schema, document.text)
    const ours = 'violation' in reading ? reading.violation.text : undefined
    const theirs = oracle.complaints(document.text)[0]

    const quirk = quirkIn(ours, theirs)
    if (quirk !== undefined) tally.quirk(quirk)
    else if ((ours === undefined) !== (theirs === undefined))
      tally.disagree(document, { number, ours, theirs })
    tally.count(document, ours === undefined)
    if (ours !== undefined || theirs !== undefined || 'violation' in reading) continue

    const facts = documentFacts(schema, document.text)
    tally.countFacts(facts)
    const again = rewrite(reading.name, reading.value)
    if (again === undefined) continue
    const complaint = oracle.complaints(again.text)[0]
    const factsAgain = documentFacts(schema, again.text)
    const isSame =
      again.isSame && (isRetyped(document) || isDeepStrictEqual(factsAgain.toSorted(), facts.toSorted()))
    if (complaint !== undefined || !isSame)
      tally.disagree(document, {
        number,
        complaint,
        missing: facts.filter((each) => !factsAgain.includes(each)),
        isSame: again.isSame,
        written: again.text,
      })
    else tally.wroteAgain()
  }
  return { seed, documents, enough: corpus.enough, ...tally.report(corpus.kinds) }
}

/** Why two verdicts that differ need not worry anybody. */
function quirkIn(ours: string | undefined, theirs: string | undefined): string | undefined {
  if (ours === undefined) return theirs === undefined ? undefined : knownQuirk(theirs)
  return theirs === undefined ? knownSilence(ours) : undefined
}

/** What a simple type of the client's choice adds to a plain value is not kept. */
function isRetyped({ mutation }: CorpusDocument): boolean {
  return mutation?.startsWith('type ') === true
}

/** Writes a tree and reads it again. Trees without a shape of their own, and gaps for wildcards, are not written. */
function rewriter(schema: EwsSchema) {
  const encoder = createEncoder(schema)

  return (name: string, value: EwsValue): { text: string; isSame: boolean } | undefined => {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined
    const text = encoder.write(name, value as EwsObject, NAMESPACES)
    const again = readElement(schema, text)
    return { text, isSame: 'value' in again && isDeepStrictEqual(again.value, value) }
  }
}

function createTally() {
  const counts = { accepted: 0, refused: 0, writtenAgain: 0 }
  const quirks: Record<string, number> = {}
  const by = { mutations: {}, styles: {}, roots: {} } as Record<
    'mutations' | 'styles' | 'roots',
    Record<string, Verdicts>
  >
  const facts = new Map<string, number>()
  const disagreements: string[] = []

  function add(table: Record<string, Verdicts>, key: string, verdict: keyof Verdicts): void {
    const row = (table[key] ??= { accepted: 0, refused: 0 })
    row[verdict]++
  }

  return {
    quirk: (name: string) => void (quirks[name] = (quirks[name] ?? 0) + 1),
    wroteAgain: () => void counts.writtenAgain++,
    disagree: (document: CorpusDocument, about: object) =>
      void disagreements.push(
        JSON.stringify({ ...about, mutation: document.mutation, document: document.text }),
      ),
    count(document: CorpusDocument, isAccepted: boolean): void {
      const verdict = isAccepted ? 'accepted' : 'refused'
      counts[verdict]++
      add(by.mutations, document.mutation ?? 'none', verdict)
      add(by.styles, document.style, verdict)
      add(by.roots, document.root, verdict)
    },
    countFacts(found: readonly string[]): void {
      for (const fact of found) facts.set(fact, (facts.get(fact) ?? 0) + 1)
    },
    report(kinds: readonly string[]) {
      const sorted = [...facts].toSorted(([a], [b]) => (a < b ? -1 : 1))
      const absent = kinds.filter((kind) => !facts.has(kind))
      return { ...counts, quirks, ...by, facts: Object.fromEntries(sorted), absent, disagreements }
    },
  }
}
