import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import type { Clock } from '../../time-and-chance/clock.js'
import type { MercuryEvent } from '../mercury/socket.js'
import type { CloudClient } from '../webex-cloud/rest.js'

const serverInfo = z.looseObject({ kmsCluster: z.string(), rsaPublicKey: z.string() })
const kmsEvent = z.looseObject({ encryption: z.looseObject({ kmsMessages: z.array(z.string()) }) })

/** The static identity of the key server. `rsaPublicKey` is the text of a JWK. */
export type KmsServer = Readonly<z.infer<typeof serverInfo>>

/** Carries encrypted messages to the KMS; the answers come as events. @source webex.md 9 */
export interface KmsTransport {
  server(userId: string): Promise<KmsServer>
  /** Sends a message and waits for the answer that `accept` recognizes, or for `timeoutMs`. */
  exchange<T>(
    destination: string,
    message: string,
    waiting: { accept: Accept<T>; timeoutMs: number },
  ): Promise<T>
  /** To be called with every `encryption.kms_message` event. */
  receive(event: MercuryEvent): Promise<void>
}

/** Reads an answer; null when it belongs to somebody else. */
export type Accept<T> = (token: string) => Promise<T | null>

export function createKmsTransport(tools: {
  client: CloudClient
  encryption: string
  clock: Clock
}): KmsTransport {
  const readers = new Set<Reader>()
  return {
    server: async (userId) =>
      serverInfo.parse(await tools.client.call({ method: 'GET', url: `${tools.encryption}/kms/${userId}` })),
    receive: async (event) => {
      const { kmsMessages } = kmsEvent.parse(event).encryption
      for (const token of kmsMessages) await Promise.all([...readers].map((read) => read(token)))
    },
    exchange: async (destination, message, { accept, timeoutMs }) => {
      const answered = new AbortController()
      const body = { destination, kmsMessages: [message] }
      try {
        const answer = waitFor(readers, accept, answered.signal)
        await tools.client.call({ method: 'POST', url: `${tools.encryption}/kms/messages`, body })
        return await Promise.race([answer, timeout(tools.clock, timeoutMs, answered.signal)])
      } finally {
        answered.abort()
      }
    },
  }
}

type Reader = (token: string) => Promise<void>

/** Resolves with the first token that `accept` takes; stops reading when the signal is aborted. */
function waitFor<T>(readers: Set<Reader>, accept: Accept<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve) => {
    const read: Reader = async (token) => {
      const answer = await accept(token)
      if (answer !== null) resolve(answer)
    }
    readers.add(read)
    signal.addEventListener('abort', () => readers.delete(read), { once: true })
  })
}

async function timeout(clock: Clock, ms: number, signal: AbortSignal): Promise<never> {
  await clock.sleep(ms, signal)
  throw new ConnectorError('KEY_SERVICE', {
    message: 'The key service did not answer in time.',
    reason: 'TIMEOUT',
  })
}
