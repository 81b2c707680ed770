import type { Subject } from '../config/subject.js'
import { runNode } from './run-node.js'
import { createSteps, type Step } from './steps.js'

export interface StartNodeOptions {
  readonly signal?: AbortSignal
  /** Hears of every step. */
  readonly log?: (step: Step) => void
}

export interface RunningNode {
  readonly hostname: string
  /** Resolves when the node has stopped; rejects when it had to give up. */
  readonly stopped: Promise<void>
  /** Ends all subscriptions and connections. */
  stop(): Promise<void>
  /** Drops dead as by `kill -9`: no good-bye to anybody, nothing more is written. Only what is on disk remains. */
  crash(): void
}

/**
 * Starts one node of the connector: it registers or joins, then serves the users that the cloud assigns to it. The
 * answer comes at once; the steps tell how far the node is.
 *
 * @example
 * const node = await startNode(parseSubject(text), { log: ({ event }) => console.error(event) })
 * await node.stop()
 */
export async function startNode(subject: Subject, options: StartNodeOptions = {}): Promise<RunningNode> {
  const end = new AbortController()
  const death = new AbortController()
  options.signal?.addEventListener('abort', () => end.abort(), { once: true })
  const stopped = runNode(subject, {
    signal: end.signal,
    death: death.signal,
    steps: createSteps(options.log ?? (() => undefined)),
  })
  stopped.catch(() => undefined) // whoever waits for `stopped` sees the failure; nobody has to
  return {
    hostname: subject.node.hostname,
    stopped,
    stop: () => {
      end.abort()
      return stopped
    },
    crash: () => death.abort(),
  }
}
