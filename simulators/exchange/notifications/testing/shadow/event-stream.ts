import { at, childrenAt, ClientError, textAt, type XmlElement } from '../../../../../clients/index.js'
import type { CalendarWire } from './wire.js'

/** What a stream says: the items that events name, the state of the connection, and what is wrong with the subscription. */
export interface Said {
  readonly items: readonly string[]
  readonly status: string | undefined
  readonly code: string
}

/** A connection for events as a client has it. */
export interface EventStream {
  /** The first envelope. */
  readonly first: Promise<Said>
  /** Resolves with the next envelope that tells of the connection and not of events; undefined when the stream ends. */
  status(): Promise<Said | undefined>
  readonly isOpen: boolean
  hangUp(): void
}

/** Opens a connection for a subscription; `hear` gets each envelope. */
export function openEvents(wire: CalendarWire, id: string, hear: (said: Said) => void): EventStream {
  const leaving = new AbortController()
  const state = { open: true }
  let waiting: ((said: Said | undefined) => void)[] = []
  const next = () => new Promise<Said | undefined>((resolve) => waiting.push(resolve))

  function tell(said: Said | undefined): void {
    const told = waiting
    waiting = []
    for (const resolve of told) resolve(said)
  }

  async function listen(): Promise<void> {
    const operation =
      `<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>${id}</t:SubscriptionId></m:SubscriptionIds>` +
      '<m:ConnectionTimeout>30</m:ConnectionTimeout></m:GetStreamingEvents>'
    try {
      for await (const [message] of wire.ews.stream(operation, leaving.signal)) {
        const said = saidIn(message)
        hear(said)
        if (said.status !== undefined) tell(said)
      }
    } catch (error) {
      if (!leaving.signal.aborted && !(error instanceof ClientError) && !isCut(error)) throw error
    } finally {
      state.open = false
      tell(undefined)
    }
  }

  const first = next().then((said) => said ?? { items: [], status: undefined, code: 'gone' })
  void listen()
  return {
    first,
    status: () => (state.open ? next() : Promise.resolve(undefined)),
    get isOpen() {
      return state.open
    },
    hangUp: () => leaving.abort(),
  }
}

function saidIn(message: XmlElement | undefined): Said {
  const events = childrenAt(message, 'Notifications')
    .flatMap(({ children }) => children)
    .filter(({ name }) => name.endsWith('Event'))
  const items = events.flatMap((event) =>
    ['ItemId', 'OldItemId'].flatMap((name) => at(event, name)?.attributes['Id'] ?? []),
  )
  return { items, status: textAt(message, 'ConnectionStatus'), code: textAt(message, 'ResponseCode') ?? '' }
}

/** A server that ends cuts the connections to it. */
function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}
