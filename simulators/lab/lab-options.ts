/** How a lab is to be. Everything has a default. */
export interface LabOptions {
  /** The seed of all that is made up. Default 1. */
  readonly seed?: number
  /** Default `real`. A manual clock starts at a fixed epoch and moves by `advance` alone. */
  readonly clock?: 'real' | 'manual' | { readonly scaled: number }
  /** How many people the organization has at least. Default: the five of the documents. */
  readonly users?: number
  /** `fixed` for the documented ports, `random` for any free ones. Default `random`. */
  readonly ports?: 'fixed' | 'random'
  /** DNS and NetBIOS name of the domain. Default `ent-pa.example`, `ENT-PA`. */
  readonly domain?: string
  readonly netbios?: string
  /** Bytes that the journal may keep. Default 64 MiB. */
  readonly maxJournalBytes?: number
  /** A folder in which every EWS document that answers a call is kept; for schema checks and examples. */
  readonly ewsRecording?: string
  /** Told of what the lab itself did wrong. Default: it is thrown. */
  readonly onDefect?: (defect: unknown) => void
}
