/** A part of an attribute's values: from the first to the last index, both included; no last is "to the end". */
export interface ValueRange {
  readonly first: number
  readonly last: number | undefined
}

/** Reads the option of `member;range=0-1499`. */
export function parseRange(options: readonly string[]): ValueRange | undefined {
  for (const option of options) {
    const match = /^range=(\d{1,9})-(\d{1,9}|\*)$/i.exec(option)
    if (match !== null)
      return { first: Number(match[1]), last: match[2] === '*' ? undefined : Number(match[2]) }
  }
  return undefined
}

/** A named part of values, as it is answered. */
export interface NamedValues<T> {
  readonly name: string
  readonly values: readonly T[]
}

/**
 * Cuts values to what was asked for and to `most`, which is MaxValRange. Too many values without a range come as the bare
 * name without values and a range from 0. The name says what is really there, `*` when that reaches the end.
 * @source MS-ADTS 3.1.1.3.1.3.3; ldap.md 5 "Limits"
 */
export function applyRange<T>(
  name: string,
  values: readonly T[],
  { range, most }: { readonly range: ValueRange | undefined; readonly most: number },
): NamedValues<T>[] {
  if (range === undefined) {
    if (values.length <= most) return [{ name, values }]
    return [{ name, values: [] }, ...applyRange(name, values, { range: { first: 0, last: undefined }, most })]
  }
  const { first } = range
  const end = Math.min(values.length, first + most, (range.last ?? Infinity) + 1)
  if (first >= values.length) return []
  return [
    {
      name: `${name};range=${first}-${end === values.length ? '*' : end - 1}`,
      values: values.slice(first, end),
    },
  ]
}
