import fc from 'fast-check'
import type { Random } from '../../../core/index.js'
import { BerReader } from '../ber/ber-reader.js'
import { BerWriter } from '../ber/ber-writer.js'
import { applicationConstructed, contextConstructed, TAG } from '../ber/tags.js'
import { CONTROL } from '../control.js'
import type { Filter } from '../filter.js'
import type { LdapRequest } from '../request.js'
import { anyFilter, anyRequest } from './arbitrary-request.js'
import { encodeFilter, encodeRequest } from './encode-request.js'

/** What is wrong with a message, and whether the stream is in step after it. */
export interface BrokenMessage {
  readonly kind: BrokenKind
  readonly bytes: Buffer
}

type Make = (random: Random, corpus: readonly Buffer[]) => Buffer

/** After one of these nothing more can be read. */
const BREAKS_STREAM: Readonly<Record<string, Make>> = {
  'random octets': (random) => octets(random, 1 + random.integer(300)),
  'an envelope changed': (random, corpus) => changed(random, pick(random, corpus), { from: 0, to: 16 }),
  'cut off': (random, corpus) => {
    const message = pick(random, corpus)
    return message.subarray(0, 1 + random.integer(message.length))
  },
  'a huge length': (random) => {
    const length = pick(random, ['847fffffff', '84ffffffff', '8500000000ff', '80', 'ff', '8400a00001'])
    return Buffer.concat([Buffer.from(`30${length}`, 'hex'), octets(random, random.integer(200))])
  },
}

/** These are whole messages, whatever is in their operations and controls. */
const KEEPS_STREAM: Readonly<Record<string, Make>> = {
  'octets changed': (random, corpus) => broken(pick(random, corpus), (body) => changed(random, body)),
  'octets left out': (random, corpus) =>
    broken(pick(random, corpus), (body) => {
      const at = random.integer(body.length)
      return Buffer.concat([body.subarray(0, at), body.subarray(at + 1 + random.integer(8))])
    }),
  'octets put in': (random, corpus) =>
    broken(pick(random, corpus), (body) => {
      const at = random.integer(body.length)
      return Buffer.concat([body.subarray(0, at), octets(random, 1 + random.integer(8)), body.subarray(at)])
    }),
  'cut off inside': (random, corpus) =>
    broken(pick(random, corpus), (body) => body.subarray(0, random.integer(body.length))),
  'two spliced': (random, corpus) =>
    broken(pick(random, corpus), (body) => {
      const other = operationOf(pick(random, corpus)).content
      const begin = body.subarray(0, random.integer(body.length))
      return Buffer.concat([begin, other.subarray(random.integer(other.length))])
    }),
  'a deep filter': (random) => search(random, nested(random, 2 ** random.integer(14))),
  'a wide filter': (random) => {
    const filters = Array.from({ length: random.integer(400) }, () => present(random))
    return search(random, encoded({ kind: pick(random, ['and', 'or'] as const), filters }))
  },
  'nothing wrong': (random, corpus) => pick(random, corpus),
}

const MAKERS = { ...BREAKS_STREAM, ...KEEPS_STREAM }
export type BrokenKind = string
export const BROKEN_KINDS: readonly BrokenKind[] = Object.keys(MAKERS)

/** Makes messages, and filters inside searches, that are broken in many ways; the same for the same chance. */
export function createBrokenMessages(random: Random, real: readonly LdapRequest[]) {
  const seed = random.integer(2 ** 31)
  const generated = fc
    .sample(anyRequest, { seed, numRuns: 1_500 })
    .filter(({ request }) => isHarmless(request))
  const filters = fc.sample(anyFilter, { seed, numRuns: 500 })
  const corpus = [
    ...generated.map(encodeRequest),
    ...filters.map((filter) => search(random, encoded(filter))),
    ...Array.from({ length: 80 }, () => real)
      .flat()
      .map((request) =>
        encodeRequest({ messageId: 1 + random.integer(1_000), request, controls: someControls(random) }),
      ),
  ]
  const make = (makers: Readonly<Record<string, Make>>): BrokenMessage => {
    const kind = pick(random, Object.keys(makers))
    return { kind, bytes: makers[kind]?.(random, corpus) ?? Buffer.alloc(0) }
  }
  return {
    /** A message after which others are still read. */
    framed: () => make(KEEPS_STREAM),
    /** A message that may end the connection. */
    last: () => make(BREAKS_STREAM),
  }
}

/** A log-on or good-bye would end what the other messages of a connection could find. */
function isHarmless({ kind }: LdapRequest): boolean {
  return kind !== 'unbind' && kind !== 'bind'
}

function someControls(random: Random) {
  const types = [...Object.values(CONTROL), '1.2.840.113556.1.4.473', '1.2.840.113556.1.4.841', '1.2.3']
  return Array.from({ length: random.integer(3) }, () => {
    const writer = new BerWriter()
    writer.sequence(() => {
      writer.integer(random.integer(2_000) - 500)
      if (random.integer(2) === 0) writer.octets(octets(random, random.integer(12)))
    })
    return {
      type: pick(random, types),
      isCritical: random.integer(4) === 0,
      value:
        random.integer(3) === 0 ? undefined : random.integer(4) === 0 ? octets(random, 9) : writer.take(),
    }
  })
}

/** A search for the root with a filter that is encoded already. */
function search(random: Random, filter: Buffer): Buffer {
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(1 + random.integer(1_000))
    writer.constructed(applicationConstructed(3), () => {
      writer.octets('')
      writer.enumerated(0)
      writer.enumerated(0)
      writer.integer(0)
      writer.integer(0)
      writer.boolean(false)
      writer.raw(filter)
      writer.sequence(() => writer.octets('dnsHostName'))
    })
  })
  return writer.take()
}

function encoded(filter: Filter): Buffer {
  const writer = new BerWriter()
  encodeFilter(writer, filter)
  return writer.take()
}

/** A filter inside so many others. */
function nested(random: Random, depth: number): Buffer {
  const inner = encoded(present(random))
  const headers = Buffer.alloc(depth * 6)
  for (let level = 0; level < depth; level++) {
    headers[level * 6] = contextConstructed(pick(random, [0, 1, 2]))
    headers[level * 6 + 1] = 0x84
    headers.writeUInt32BE((depth - level - 1) * 6 + inner.length, level * 6 + 2)
  }
  return Buffer.concat([headers, inner])
}

function present(random: Random): Filter {
  return { kind: 'present', attribute: pick(random, ['cn', 'objectClass', '', 'x;range=0-1', '2.5.4.3']) }
}

/** The message with something done to the content of its operation, and lengths that are right again. */
function broken(message: Buffer, change: (content: Buffer) => Buffer): Buffer {
  const { messageId, tag, content, rest } = operationOf(message)
  const writer = new BerWriter()
  writer.sequence(() => {
    writer.integer(messageId)
    writer.octets(content.length === 0 ? content : change(content), tag)
    writer.raw(rest)
  })
  return writer.take()
}

function operationOf(message: Buffer) {
  const inside = new BerReader(message).octets(TAG.sequence)
  const reader = new BerReader(inside)
  const messageId = reader.integer()
  const { tag, content } = reader.any()
  return {
    messageId,
    tag,
    content,
    rest: inside.subarray(content.byteOffset - inside.byteOffset + content.length),
  }
}

function changed(random: Random, message: Buffer, { from = 0, to = message.length } = {}): Buffer {
  const copy = Buffer.from(message)
  const times = 1 + random.integer(5)
  for (let time = 0; time < times; time++) {
    copy[from + random.integer(Math.min(to, copy.length) - from)] = random.integer(256)
  }
  return copy
}

function octets(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.integer(256)))
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(from.length)] as T
}
