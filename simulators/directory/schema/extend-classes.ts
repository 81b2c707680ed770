import type { ClassExtension, ClassRow, ExtensibleList } from './rows.js'

/** Where the lists that can be extended are in a row. */
const PLACE: Readonly<Record<ExtensibleList, number>> = {
  auxiliaryClass: 7,
  possSuperiors: 9,
  mustContain: 11,
  mayContain: 13,
}

/** The classes with the words that a later schema adds to their lists. */
export function extendClasses(
  classes: readonly ClassRow[],
  extensions: readonly ClassExtension[],
): readonly ClassRow[] {
  const extended = new Set(extensions.map(([name]) => name))
  return classes.map((row) => {
    if (!extended.has(row[0])) return row
    const cells = [...row]
    for (const [name, list, words] of extensions) {
      const place = PLACE[list]
      if (name === row[0]) cells[place] = `${cells[place]} ${words}`.trim()
    }
    return cells as unknown as ClassRow
  })
}
