/** How `Contains` looks for the constant. @source types.xsd, ContainmentModeType */
const MODES: Readonly<Record<string, (value: string, constant: string) => boolean>> = {
  FullString: (value, constant) => value === constant,
  Prefixed: (value, constant) => value.startsWith(constant),
  Substring: (value, constant) => value.includes(constant),
  PrefixOnWords: (value, constant) =>
    wordsOf(constant).every((prefix) => wordsOf(value).some((word) => word.startsWith(prefix))),
  ExactPhrase: (value, constant) =>
    ` ${wordsOf(value).join(' ')} `.includes(` ${wordsOf(constant).join(' ')} `),
}

const lower = (text: string) => text.toLowerCase()
const unaccented = (text: string) => text.normalize('NFD').replace(/\p{Mn}/gu, '')
/** Also forms that look alike, such as full-width letters. @inferred: the documents say only that it is loose */
const loose = (text: string) => unaccented(text.normalize('NFKD'))

/** What is made alike before it is compared. @source types.xsd, ContainmentComparisonType */
const COMPARISONS: Readonly<Record<string, (text: string) => string>> = {
  Exact: (text) => text,
  IgnoreCase: lower,
  IgnoreNonSpacingCharacters: unaccented,
  IgnoreCaseAndNonSpacingCharacters: (text) => lower(unaccented(text)),
  Loose: loose,
  LooseAndIgnoreCase: (text) => lower(loose(text)),
  LooseAndIgnoreNonSpace: loose,
  LooseAndIgnoreCaseAndIgnoreNonSpace: (text) => lower(loose(text)),
}

/** Whether a text contains a constant, in the ways that a `t:Contains` names. */
export function containment(
  ways: { readonly mode: string | undefined; readonly comparison: string | undefined },
  constant: string,
): (value: string) => boolean {
  const find = MODES[ways.mode ?? 'FullString']
  const fold = COMPARISONS[ways.comparison ?? 'Exact']
  if (find === undefined || fold === undefined) return () => false
  const folded = fold(constant)
  return (value) => find(fold(value), folded)
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '')
}
