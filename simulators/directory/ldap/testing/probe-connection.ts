import { connect } from 'node:net'
import { PduReader } from '../pdu-reader.js'
import type { LdapRequest } from '../request.js'
import { decodeResponse, type DecodedResponse } from './decode-response.js'
import { encodeRequest } from './encode-request.js'

/** The id of the last request, by whose answer all before it is known to be over. */
const PROBE_ID = 0x7fff_fffe
const WHO_AM_I: LdapRequest = { kind: 'extended', name: '1.3.6.1.4.1.4203.1.11.3', value: undefined }
/** So long may a server be silent. */
const PATIENCE_MS = 10_000

export interface Probed {
  /** `closed` when the server closed the connection before the probe was answered. */
  readonly end: 'answered' | 'closed' | 'hangs'
  readonly responses: readonly DecodedResponse[]
  /** What came that is no response of LDAP. */
  readonly complaint: string | undefined
}

export interface Probe {
  readonly port: number
  readonly messages: readonly Buffer[]
  /** Sent when the probe has been answered; then the client ends its side. */
  readonly last: Buffer
}

/**
 * Sends messages over a connection of their own and asks at last who is asking; then what may break the stream. Gives
 * what was answered, when the connection is closed.
 */
export function probeConnection({ port, messages, last }: Probe): Promise<Probed> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const reader = new PduReader(100_000_000)
    const responses: DecodedResponse[] = []
    let end: Probed['end'] = 'closed'
    let complaint: string | undefined
    const hear = (message: DecodedResponse) => {
      if (message.messageId !== PROBE_ID || end === 'answered') return void responses.push(message)
      end = 'answered'
      socket.end(last)
    }
    socket.setTimeout(PATIENCE_MS, () => {
      end = 'hangs'
      socket.destroy()
    })
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.end())
    socket.on('close', () => resolve({ end, responses, complaint }))
    socket.on('data', (chunk: Buffer) => {
      try {
        reader.push(chunk)
        for (let pdu = reader.next(); pdu !== undefined; pdu = reader.next()) hear(decodeResponse(pdu))
      } catch (error) {
        complaint = String(error)
        socket.destroy()
      }
    })
    const probe = encodeRequest({ messageId: PROBE_ID, request: WHO_AM_I, controls: [] })
    socket.write(Buffer.concat([...messages, probe]))
  })
}
