const HEAD = '// Made by scripts/ad-schema/generate.mjs; change the script, not this file.'

/** A module that exports rows as a typed table, one row a line. */
export function renderRows({ type, name, rows }) {
  const lines = rows.map((row) => `  [${row.map(renderCell).join(', ')}],`)
  return [
    HEAD,
    `import type { ${type} } from '../rows.js'`,
    '',
    `export const ${name}: readonly ${type}[] = [`,
    ...lines,
    ']',
    '',
  ].join('\n')
}

/** A module that exports lines as one text, which costs nothing as long as nobody reads it. */
export function renderLines({ name, lines }) {
  return [HEAD, `export const ${name} = \``, ...lines, '`', ''].join('\n')
}

function renderCell(cell) {
  return typeof cell === 'string' ? `'${cell.replaceAll("'", "\\'")}'` : String(cell)
}
