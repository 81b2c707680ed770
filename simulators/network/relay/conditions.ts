/**
 * What a network does to the connections that pass through it. All durations are the lab's. What is absent does
 * nothing.
 */
export interface NetworkConditions {
  /** Every part of what is said arrives this much later, in order; both ways. */
  readonly delayMs?: number
  /** Up to this much more, drawn from the seed for each part. */
  readonly jitterMs?: number
  /** No more than this passes in a second; each way by itself. */
  readonly bytesPerSecond?: number
  /** Nothing passes any more, either way, and nobody is told: what is said meanwhile arrives when it is healed. */
  readonly blackHole?: boolean
  /** Open connections are reset at once, and new ones as soon as they are made. */
  readonly reset?: boolean
  /** The lab's side has hung up, while the client's can still send. */
  readonly halfClose?: boolean
  /** Each connection ends after this many more bytes of answer. */
  readonly truncateAfterBytes?: number
  /** The port is closed: a new connection is refused by the system. Open ones stay. */
  readonly refuse?: boolean
}

/** A network as it should be. */
export const UNDISTURBED: NetworkConditions = {}
