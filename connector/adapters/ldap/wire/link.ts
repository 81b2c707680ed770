import type { LookupFunction, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { ConnectorError } from '../../../error.js'
import type { Activity } from '../../../time-and-chance/activity.js'
import { createDeadline, type Clock } from '../../../time-and-chance/clock.js'
import type { Dialer } from '../../http/dial.js'
import { toTransportError } from '../../http/transport-error.js'
import { malformed, readElement } from './ber.js'
import {
  decodeResponse,
  encodeBind,
  encodeSearch,
  encodeUnbind,
  type Response,
  type Result,
  type SearchRequest,
  type WireEntry,
} from './message.js'

/** How an LDAPS server proves who it is: by chain and name, by chain alone, or not at all. */
export type TlsVerification = 'full' | 'authority' | 'off'

export interface LinkTools {
  readonly dialer: Dialer
  readonly activity: Activity
  readonly clock: Clock
  readonly tlsVerify: TlsVerification
  readonly lookup?: LookupFunction
}

export interface Found {
  readonly entries: readonly WireEntry[]
  readonly result: Result
}

/** A connection to one directory server. Requests follow each other; the server's refusals are results, not errors. */
export interface LdapLink {
  bind(name: string, password: string): Promise<Result>
  search(request: SearchRequest): Promise<Found>
  close(): void
}

/** How long a server may stay silent. @inferred */
const SILENCE_MS = 60_000

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'ldap:': 389, 'ldaps:': 636 }

/** Connects to `ldap://host:port` or `ldaps://host:port`. @throws ConnectorError UNREACHABLE, CERTIFICATE_NOT_VALIDATED */
export async function openLink(server: string, tools: LinkTools): Promise<LdapLink> {
  const url = new URL(server)
  const socket = tools.dialer.dial({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 389) : Number(url.port),
    secure: url.protocol === 'ldaps:',
    verify: tools.tlsVerify !== 'off',
    anyName: tools.tlsVerify === 'authority',
    ...(tools.lookup === undefined ? {} : { lookup: tools.lookup }),
  })
  const link = new Link(server, socket, tools)
  await link.opened
  return link
}

/** What is waited for at the moment. */
interface Asked {
  readonly id: number
  readonly hear: (response: Response) => void
  readonly fail: (error: unknown) => void
}

class Link implements LdapLink {
  readonly opened: Promise<void>
  readonly #server: string
  readonly #socket: Socket
  readonly #tools: LinkTools
  #asked: Asked | null = null
  #unread: Buffer = Buffer.alloc(0)
  #lastId = 0
  #end: ConnectorError | null = null

  constructor(server: string, socket: Socket, tools: LinkTools) {
    this.#server = server
    this.#socket = socket
    this.#tools = tools
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () =>
      this.#fail(new ConnectorError('UNREACHABLE', { message: `${server} closed the connection.` })),
    )
    this.opened = this.#within((signal) => this.#connected(signal))
    this.opened.catch(() => undefined) // seen by who opens
  }

  async bind(name: string, password: string): Promise<Result> {
    const { result } = await this.#ask((id) => encodeBind(id, name, password))
    return result
  }

  search(request: SearchRequest): Promise<Found> {
    return this.#ask((id) => encodeSearch(id, request))
  }

  close(): void {
    this.#end ??= new ConnectorError('STOPPED', { message: 'The connection was closed.' })
    if (this.#socket.writable) this.#socket.end(encodeUnbind((this.#lastId += 1)))
    else this.#socket.destroy()
  }

  #connected(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked = { id: 0, hear: () => undefined, fail: reject }
      signal.addEventListener('abort', () => this.#fail(signal.reason), { once: true })
      this.#socket.once(this.#socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
        this.#asked = null
        resolve()
      })
    })
  }

  #ask(encode: (id: number) => Buffer): Promise<Found> {
    if (this.#end !== null) return Promise.reject(this.#end)
    return this.#within(
      (signal) =>
        new Promise((resolve, reject) => {
          const entries: WireEntry[] = []
          const id = (this.#lastId += 1)
          const hear = (response: Response): void => {
            if (response.kind === 'entry') entries.push(response.entry)
            if (response.kind !== 'result') return
            this.#asked = null
            resolve({ entries, result: response.result })
          }
          this.#asked = { id, hear, fail: reject }
          signal.addEventListener('abort', () => this.#fail(signal.reason), { once: true })
          this.#socket.write(encode(id))
        }),
    )
  }

  async #within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const reason = (): ConnectorError =>
      new ConnectorError('UNREACHABLE', { message: `${this.#server} took too long.`, reason: 'TIMEOUT' })
    const { signal, cancel } = createDeadline(this.#tools.clock, SILENCE_MS, { reason })
    try {
      return await this.#tools.activity.awaiting(() => work(signal))
    } finally {
      cancel()
    }
  }

  #read(chunk: Buffer): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk])
    try {
      let at = 0
      for (let next = readElement(this.#unread, at); next !== null; next = readElement(this.#unread, at)) {
        at = next.end
        this.#hear(next.element.content)
      }
      this.#unread = this.#unread.subarray(at)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Id 0 is a notice: the server is about to close the connection. @source RFC 4511 4.4.1 */
  #hear(content: Buffer): void {
    const { id, response } = decodeResponse(content)
    if (id === this.#asked?.id) return this.#asked.hear(response)
    if (id === 0 && response.kind === 'result') throw this.#disconnected(response.result)
    throw malformed()
  }

  #disconnected({ code }: Result): ConnectorError {
    return new ConnectorError('UNREACHABLE', {
      message: `${this.#server} ends the connection.`,
      reason: `LDAP ${code}`,
    })
  }

  #fail(error: unknown): void {
    this.#end ??= toTransportError(error, this.#server)
    this.#asked?.fail(this.#end)
    this.#asked = null
    this.#socket.destroy()
  }
}
