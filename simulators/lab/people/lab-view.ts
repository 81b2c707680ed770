import type { Clock, Journal } from '../../core/index.js'
import type { ReadyDocument } from '../ready-document.js'

/** As much of the lab as its people lead back to. */
export interface LabView {
  readonly ready: ReadyDocument
  readonly clock: Clock & { readonly rate?: number }
  readonly journal: Journal
  /** Moves lab time; refused unless the clock is manual. */
  advance(ms: number): Promise<void>
}
