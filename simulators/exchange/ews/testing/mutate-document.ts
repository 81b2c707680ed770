import { createRandom, type Random } from '../../../core/index.js'

type Mutation = (xml: string, random: Random) => string

/** Each way to spoil a document; it stays well-formed. */
const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  (xml, random) => onElement(xml, random, () => ''),
  (xml, random) => onElement(xml, random, (element) => element + element),
  (xml, random) => onElement(xml, random, (element) => element.replace(/^<(\w:\w+)/, '<$1 Odd="1"')),
  (xml, random) => onElement(xml, random, (element) => element.replace(/ \w+="[^"]*"/, '')),
  (xml, random) => onElement(xml, random, (element) => element.replace(/="[^"]*"/, '="Odd"')),
  (xml, random) =>
    onElement(xml, random, (element) => element.replaceAll(/^<\w:(\w+)|<\/\w:(\w+)>$/g, swapPrefix)),
  (xml, random) => onElement(xml, random, (element) => element.replace(/>[^<]*<\//, '>odd value</')),
  (xml, random) => onElement(xml, random, (element, next) => next + element),
]

/** Changes one thing in a document at random; most of the time the schema forbids the result. */
export function mutateDocument(xml: string, seed: number): string {
  const random = createRandom(seed)

  return random.pick(MUTATIONS)(xml, random)
}

/** Replaces one element below the root, and the one after it if the mutation takes both. */
function onElement(xml: string, random: Random, change: (element: string, next: string) => string): string {
  const starts = [...xml.matchAll(/<(\w:\w+)/g)].slice(1).map((match) => match.index)
  const start = starts[random.integer(starts.length)]
  if (start === undefined) return xml
  const end = endOf(xml, start)
  const nextEnd = xml.startsWith('</', end) ? end : endOf(xml, end)
  const next = change.length === 2 ? xml.slice(end, nextEnd) : ''
  return xml.slice(0, start) + change(xml.slice(start, end), next) + xml.slice(end + next.length)
}

function endOf(xml: string, start: number): number {
  let depth = 0
  for (const match of xml.slice(start).matchAll(/<(\/?)[\w:]+(?:\s[^>]*?)?(\/?)>/g)) {
    depth += match[1] === '/' ? -1 : match[2] === '/' ? 0 : 1
    if (depth === 0) return start + match.index + match[0].length
  }
  return xml.length
}

function swapPrefix(tag: string): string {
  return tag.includes('t:') ? tag.replace('t:', 'm:') : tag.replace('m:', 't:')
}
