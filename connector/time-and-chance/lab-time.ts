import { Agent, request } from 'node:http'
import { ConnectorError } from '../error.js'
import type { Activity } from './activity.js'
import { createVirtualClock, type VirtualClock } from './virtual-clock.js'

/** Bytes on all of the node's connections, the one to the clock excepted. */
export interface ByteCounts {
  readonly sent: number
  readonly received: number
}

export interface LabTimeOptions {
  /** `clock.url` of the subject document. */
  readonly url: string
  readonly activity: Activity
  readonly bytes: () => ByteCounts
  readonly signal: AbortSignal
}

/** A clock that follows the lab, and the promise that rejects with LAB_GONE when the lab stops answering. */
export interface LabTime {
  readonly clock: VirtualClock
  readonly gone: Promise<never>
}

/**
 * Joins lab time: the lab says `now`, the node works until it is idle and answers with its next timer and its byte
 * counts, and the lab moves on when they match its own.
 */
export async function joinLabTime(options: LabTimeOptions): Promise<LabTime> {
  // A connection of its own: its end tells the lab that this node is waited for no more.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  options.signal.addEventListener('abort', () => agent.destroy(), { once: true })
  const line = { ...options, agent }
  const clock = createVirtualClock(await report(line, { now: null, nextTimer: null }))
  const gone = follow(line, clock)
  gone.catch(() => undefined) // seen by whoever waits for it; a node that has stopped no longer does
  return { clock, gone }
}

/** The options, with the connection on which the reports go. */
interface Line extends LabTimeOptions {
  readonly agent: Agent
}

async function follow(options: Line, clock: VirtualClock): Promise<never> {
  for (;;) {
    await options.activity.settled()
    clock.advanceTo(await report(options, { now: clock.now(), nextTimer: clock.nextTimer() }))
  }
}

async function report(
  options: Line,
  state: { now: number | null; nextTimer: number | null },
): Promise<number> {
  const { sent, received } = options.bytes()
  const { waiting } = options.activity
  const body = { ...state, idle: true, waiting, bytesSent: sent, bytesReceived: received }
  try {
    return readNow(await post(options, JSON.stringify(body)))
  } catch (cause) {
    throw new ConnectorError('LAB_GONE', {
      message: `The lab no longer answers at ${options.url}; start it again.`,
      cause,
    })
  }
}

function readNow(text: string): number {
  const answer: unknown = JSON.parse(text)
  if (typeof answer === 'object' && answer !== null && 'now' in answer && typeof answer.now === 'number')
    return answer.now
  throw new ConnectorError('LAB_GONE', { message: 'The lab answered without a time.' })
}

function post({ url, agent, signal }: Line, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' }, agent, signal },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'))
          else
            reject(
              new ConnectorError('LAB_GONE', { message: `The lab answered ${response.statusCode ?? 0}.` }),
            )
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}
