import { PassThrough } from 'node:stream'
import { NO_ENTRY } from '../../core/index.js'
import type { Connection, Datagram } from '../../network/index.js'
import { decodeEnvelope } from '../ldap/decode-request.js'
import { isMalformed } from '../ldap/malformed.js'
import { PduReader } from '../ldap/pdu-reader.js'
import type { HandleRequest } from './ldap-pipeline.js'
import { Outgoing } from './outgoing.js'
import type { Session } from './session.js'

export interface DatagramCall {
  readonly datagram: Datagram
  readonly connection: Connection
  /** Nobody logs on by datagrams. */
  readonly session: Session
  readonly handle: HandleRequest
}

/**
 * LDAP without a connection, by which clients look for a controller. All that can be asked is the root, and all of
 * an answer is in one datagram.
 * @source MS-ADTS 3.1.1.3.1.1 (connectionless access), 6.3.3
 * @inferred What is not a search, or cannot be read, is met with silence.
 */
export async function answerDatagram(call: DatagramCall): Promise<Buffer | undefined> {
  const { datagram, connection, session, handle } = call
  const envelope = envelopeOf(datagram.bytes, session.directory.limits().MaxDatagramRecv)
  if (envelope?.kind !== 'search') return undefined
  const socket = new PassThrough()
  const outgoing = new Outgoing(socket)
  await handle({
    connection: { ...connection, socket },
    protocol: 'ldap',
    session,
    entry: NO_ENTRY,
    envelope,
    outgoing,
    said: { entries: 0, references: 0, bytes: 0 },
    request: undefined,
    answer: undefined,
    allowance: undefined,
    isAbandoned: false,
    staysOpen: false,
    fate: 'goes-on',
  })
  return outgoing.writer.length === 0 ? undefined : outgoing.writer.take()
}

function envelopeOf(bytes: Buffer, most: number) {
  try {
    const reader = new PduReader(most)
    reader.push(bytes)
    const pdu = reader.next()
    return pdu === undefined ? undefined : decodeEnvelope(pdu)
  } catch (error) {
    if (isMalformed(error)) return undefined
    throw error
  }
}
