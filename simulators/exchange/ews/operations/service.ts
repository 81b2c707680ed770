import type { CalendarStore } from '../../calendar/store.js'
import type { Catalogue } from './properties/catalogue.js'
import type { KnownValues } from './find/known-values.js'
import type { SortedFolders } from './find/sorted-folders.js'
import type { KnownShapes } from './properties/known-shapes.js'

/** What the operations on folders and items work with. */
export interface Service {
  readonly store: CalendarStore
  readonly catalogue: Catalogue
  readonly shapes: KnownShapes
  readonly values: KnownValues
  readonly sortedFolders: SortedFolders
}
