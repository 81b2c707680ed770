import type { MapiAlias } from './alias.js'
import { EVENT_ALIASES } from './event-aliases.js'
import { ITEM_ALIASES } from './item-aliases.js'
import { PEOPLE_ALIASES } from './people-aliases.js'
import { SERIES_ALIASES } from './series-aliases.js'

/** All MAPI properties that an ordinary property of the item stands for. */
export const MAPI_ALIASES: readonly MapiAlias[] = [
  ...ITEM_ALIASES,
  ...PEOPLE_ALIASES,
  ...EVENT_ALIASES,
  ...SERIES_ALIASES,
]

const BY_NAME: ReadonlyMap<string, MapiAlias> = new Map(MAPI_ALIASES.map((alias) => [alias.name, alias]))

/** The alias under a canonical name (`extended-properties.ts`). */
export function aliasOf(name: string): MapiAlias | undefined {
  return BY_NAME.get(name)
}
