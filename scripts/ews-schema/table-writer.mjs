const HEADER = `// Made by scripts/ews-schema/generate.mjs from the product's schema files. Do not edit.\n`

/** One TypeScript file with a table of types; keys in the order of the schema. */
export function renderTypes(name, types) {
  const rows = Object.entries(types).map(([key, facts]) => `  ${literal(key)}: ${literal(facts)},\n`)
  return `${HEADER}import type { TypeTable } from '../codec/table.js'\n\nexport const ${name}: TypeTable = {\n${rows.join('')}}\n`
}

export function renderElements(elements) {
  const rows = elements.map(
    ({ name, type, abstract, head }) =>
      `  ${literal(name)}: ${literal({ type, ...(abstract && { abstract }), ...(head && { head }) })},\n`,
  )
  return `${HEADER}import type { ElementTable } from '../codec/table.js'\n\nexport const ELEMENTS: ElementTable = {\n${rows.join('')}}\n`
}

export function renderOperations(operations) {
  const rows = operations.map((operation) => `  ${literal(operation)},\n`)
  return `${HEADER}import type { OperationFacts } from '../codec/table.js'\n\nexport const OPERATIONS: readonly OperationFacts[] = [\n${rows.join('')}]\n`
}

function literal(value) {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${/^\w+$/.test(key) ? key : literal(key)}: ${literal(item)}`)
    .join(', ')} }`
}
