import { TOPICS, type Topic } from '../difference.js'
import { PRODUCT_NAMES, type ProductName } from '../product-name.js'
import { ALL_DIFFERENCES } from './all-differences.js'
import type { ObservedDifference } from './observed.js'

const TITLES: Readonly<Record<ProductName, string>> = {
  '2010': '2010 SP3',
  '2013': '2013',
  '2016': '2016',
  '2019': '2019',
  se: 'SE',
  online: 'Online',
}

/** The page about releases, from the table that the tests drive. */
export function renderVersions(): string {
  return [
    '# Releases of Exchange',
    '',
    'Made by `node scripts/exchange-versions/generate.mjs` from the rows of `simulators/exchange/versions`; do not edit. Each',
    'row is shown by a test of every release, on the wire or in the shell. `exwex up --exchange-version 2013` starts a lab',
    'of a release; `--hybrid` adds Exchange Online to it.',
    '',
    `${ALL_DIFFERENCES.length} differences. Numbers of builds are examples that have been captured.`,
    '',
    ...TOPICS.flatMap(section),
  ].join('\n')
}

function section(topic: Topic): readonly string[] {
  const rows = ALL_DIFFERENCES.filter((difference) => difference.topic === topic)
  const names = PRODUCT_NAMES.map((name) => TITLES[name])
  return [
    `## ${topic}`,
    '',
    `| what | ${names.join(' | ')} | source |`,
    `| --- |${' --- |'.repeat(names.length + 1)}`,
    ...rows.map(line),
    '',
  ]
}

function line({ what, values, source }: ObservedDifference): string {
  const cells = PRODUCT_NAMES.map((name) => shown(values[name]))
  return `| ${[what, ...cells, source].map(escaped).join(' | ')} |`
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === undefined || value === null) return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.join(', ')
  return typeof value === 'object' ? Object.values(value).join('.') : `${value as string | number}`
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<')
}
