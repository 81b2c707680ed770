import { invalid } from '../../rest/rest-fault.js'

export interface CsvRow {
  /** The line of the file in which the row begins, the first being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Reads comma-separated values as spreadsheets write them: cells in quotation marks may hold commas, line breaks and doubled
 * marks; a byte order mark and empty lines do not count. @source RFC 4180
 */
export function parseCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const row = readRow(text, at, line)
    if (row.cells.some((cell) => cell !== '')) rows.push({ line, cells: row.cells })
    line += row.lines
    at = row.end
  }
  return rows
}

interface ReadRow {
  readonly cells: readonly string[]
  readonly end: number
  readonly lines: number
}

function readRow(text: string, start: number, line: number): ReadRow {
  const cells: string[] = []
  let lines = 1
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? readQuoted(text, at, line) : readPlain(text, at)
    cells.push(cell.value)
    lines += countBreaks(cell.value)
    at = cell.end
    if (text[at] !== ',') break
    at++
  }
  const isEnd = at === text.length || text[at] === '\n' || text[at] === '\r'
  if (!isEnd) throw invalid(`Line ${line}: there is text after a closing quotation mark.`)
  return { cells, end: at + (text.startsWith('\r\n', at) ? 2 : 1), lines }
}

interface ReadCell {
  readonly value: string
  readonly end: number
}

function readPlain(text: string, start: number): ReadCell {
  let end = start
  while (end < text.length && !',\r\n'.includes(text.charAt(end))) end++
  return { value: text.slice(start, end), end }
}

function readQuoted(text: string, start: number, line: number): ReadCell {
  let value = ''
  let at = start + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark === -1) throw invalid(`Line ${line}: a quotation mark is not closed.`)
    value += text.slice(at, mark)
    if (text[mark + 1] !== '"') return { value, end: mark + 1 }
    value += '"'
    at = mark + 2
  }
}

function countBreaks(value: string): number {
  return value.match(/\r\n|\r|\n/g)?.length ?? 0
}
