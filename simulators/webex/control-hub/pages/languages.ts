import type { Option } from '../frame/fields.js'

/** @inferred The languages that invitations are written in; the API takes any. */
const LANGUAGES = [
  ['en_US', 'English'],
  ['da_DK', 'Danish'],
  ['de_DE', 'German'],
  ['es_ES', 'Spanish'],
  ['fr_FR', 'French'],
  ['it_IT', 'Italian'],
  ['ja_JP', 'Japanese'],
  ['ko_KR', 'Korean'],
  ['nl_NL', 'Dutch'],
  ['pl_PL', 'Polish'],
  ['pt_BR', 'Portuguese (Brazil)'],
  ['ru_RU', 'Russian'],
  ['sv_SE', 'Swedish'],
  ['tr_TR', 'Turkish'],
  ['zh_CN', 'Chinese (simplified)'],
  ['zh_TW', 'Chinese (traditional)'],
] as const

/** The languages to choose from; one that was set by other means is among them. */
export function languageOptions(...others: readonly (string | null)[]): readonly Option[] {
  const known: readonly Option[] = LANGUAGES.map(([value, label]) => ({ value, label }))
  const further = others
    .filter((value) => value !== null)
    .filter((value) => known.every((option) => option.value !== value))
  return [...known, ...[...new Set(further)].map((value) => ({ value, label: value }))]
}
