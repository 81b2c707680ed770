export type { Brand, DeepReadonly } from './brand.js'
export { LabError } from './errors.js'
export { createCore, type Core, type CoreOptions } from './core.js'
export { Latest } from './latest.js'
export { Lazy } from './lazy.js'
export { ServerNode } from './server-node.js'

export type { Clock } from './clock/clock.js'
export { createManualClock, FIXED_EPOCH, type ManualClock } from './clock/manual-clock.js'
export { turn } from './clock/turn.js'
export { createRealClock, createScaledClock } from './clock/wall-clock.js'
export {
  formatMilliseconds,
  formatSeconds,
  fromUtcFields,
  instant,
  parseInstant,
  toDate,
  utcFields,
  type Instant,
  type UtcFields,
} from './clock/instant.js'

export { createIds, type Ids } from './chance/ids.js'
export { createRandom, type Random } from './chance/random.js'

export { collectionOf, type Collection, type Json, type Slice } from './world/collection.js'
export {
  isChangeOf,
  put,
  remove,
  type Change,
  type Commit,
  type Stored,
  type Tombstone,
  type Write,
} from './world/change.js'
export type { LogPage } from './world/change-log.js'
export type { WorldSnapshot } from './world/snapshot.js'
export { World, type WorldOptions } from './world/world.js'

export type { EntryAnswer, EntryStart, EntryUpdate, InteractionKind, JournalEntry } from './journal/entry.js'
export { Journal, type EntryMatch, type Eviction } from './journal/journal.js'
export type { OpenEntry } from './journal/open-entry.js'
export { NORMALISED } from './journal/normalised.js'
export { FreeText } from './journal/free-text.js'
export { redact, REDACTED } from './journal/redaction.js'

export type { FaultAct, FaultRule, FaultStage, FaultSubject } from './faults/fault.js'
export { Faults, type FaultRequest, type FaultStatus, type Strike } from './faults/faults.js'

export { abreast, assembled } from './pipeline/cohort.js'
export { pipeline, type Next, type Step } from './pipeline/pipeline.js'
export { journaled, NO_ENTRY, type Journaled } from './pipeline/journal-step.js'
export { faulted, type FaultStepOptions, type ProtocolFault } from './pipeline/fault-step.js'
