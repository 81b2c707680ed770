import type { Question } from 'dns-packet'
import type { FaultAct } from '../../core/index.js'
import type { DnsDatagram, DnsService, DnsServiceOptions } from './dns-service.js'
import { lookUp } from './look-up.js'
import {
  RCODES,
  readQuery,
  renderReply,
  renderTruncated,
  renderUnreadable,
  type Query,
  type Rcode,
  type Reply,
} from './message.js'

interface Said {
  readonly outcome: string
  readonly bytes: Buffer | undefined
  readonly reply?: Reply
}

/** The lab's name server: authoritative for its zones; for other names it asks upstream, or refuses. */
export function createDnsService(options: DnsServiceOptions): DnsService {
  return async (datagram) => {
    const query = readQuery(datagram.bytes)
    if (query === undefined) return renderUnreadable(datagram.bytes)

    const [question] = query.questions
    const entry = options.core.journal.open({
      kind: 'call',
      protocol: 'dns',
      via: options.via,
      connection: datagram.connection,
      operation: question?.type ?? query.opcode,
      target: question?.name ?? null,
      requestBytes: datagram.bytes.length,
    })
    const struck = options.core.faults.strike('before', {
      protocol: 'dns',
      via: options.via,
      ...(question === undefined ? {} : { operation: question.type, target: question.name }),
    })
    if (struck !== undefined) entry.update({ faults: [struck.rule] })
    if (struck?.act.kind === 'delay') await options.core.clock.sleep(struck.act.ms)

    const faulty = struck === undefined ? undefined : strike(query, struck.act, datagram)
    const said = faulty ?? (await answer(options, query, datagram))
    entry.close({
      outcome: said.outcome,
      responseBytes: said.bytes?.length ?? 0,
      response: said.reply?.answers === undefined ? null : JSON.stringify(said.reply.answers),
    })
    return said.bytes
  }
}

/** A fault in the form of DNS: silence, a code of its own (`SERVFAIL`), or an answer that does not fit. */
function strike(query: Query, act: FaultAct, { transport }: DnsDatagram): Said | undefined {
  switch (act.kind) {
    case 'delay':
      return undefined
    case 'truncate':
      return transport === 'tcp'
        ? undefined
        : { outcome: 'TC', bytes: renderTruncated(query, { rcode: 'NOERROR' }) }
    case 'error':
      return said(query, { rcode: isRcode(act.code) ? act.code : 'SERVFAIL' }, transport)
    case 'status':
      return said(query, { rcode: 'SERVFAIL' }, transport)
    case 'reset':
    case 'silence':
      return { outcome: 'silence', bytes: undefined }
  }
}

async function answer(options: DnsServiceOptions, query: Query, datagram: DnsDatagram): Promise<Said> {
  const { transport } = datagram
  const refusal = refusalOf(query)
  if (refusal !== undefined) return said(query, { rcode: refusal }, transport)

  const { forward } = options
  const question = query.questions[0] as Question
  const canRecurse = forward !== undefined
  const found = lookUp(options.zones(), question, options.addressFor(datagram.from))
  if (found.rcode !== 'REFUSED') {
    return said(query, { ...found, isAuthoritative: true, canRecurse }, transport)
  }
  const bytes = await forward?.(datagram)
  if (bytes !== undefined) return { outcome: 'forwarded', bytes }
  return said(query, { rcode: canRecurse ? 'SERVFAIL' : 'REFUSED', canRecurse }, transport)
}

/** @source RFC 1035 4.1.1, RFC 6891 6.1.3, RFC 9619: one question in a query */
function refusalOf({ opcode, questions, edns }: Query): Rcode | undefined {
  if (opcode !== 'QUERY') return 'NOTIMP'
  if (edns !== undefined && edns.version > 0) return 'BADVERS'
  const [question] = questions
  if (question === undefined || questions.length > 1) return 'FORMERR'
  const isTransfer = question.type === 'AXFR' || question.type === 'IXFR'
  return isTransfer || (question.class ?? 'IN') !== 'IN' ? 'REFUSED' : undefined
}

function said(query: Query, reply: Reply, transport: 'udp' | 'tcp'): Said {
  return { outcome: reply.rcode, bytes: renderReply(query, reply, transport), reply }
}

function isRcode(code: string): code is Rcode {
  return code in RCODES
}
