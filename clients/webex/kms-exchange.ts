import { z } from 'zod'

import { ClientError } from '../client-error.js'
import { patience } from '../time-and-chance/patience.js'
import type { EventChannel } from './event-channel.js'
import type { WebexSession } from './webex-session.js'

/** How long an answer may take. @inferred The SDK asks again after 6 s, 12 s, …; what is asked once may wait longer. */
const ANSWER_MS = 30_000

export interface KmsExchange {
  readonly channel: EventChannel
  readonly cluster: string
  readonly message: string
  /** Opens an answer; undefined for one that belongs to another request. */
  readonly open: (token: string) => Promise<unknown>
}

const kmsEvent = z.looseObject({ encryption: z.looseObject({ kmsMessages: z.array(z.string()) }) })
const answerShape = z.looseObject({
  requestId: z.string(),
  status: z.number(),
  reason: z.string().optional(),
})

export type KmsAnswer = z.infer<typeof answerShape>

/** Sends one message; its answer comes over the channel. Throws CLIENT_KMS_SILENT when none comes, or can come any more. */
export function exchange(
  session: WebexSession,
  { channel, cluster, message, open }: KmsExchange,
): Promise<KmsAnswer> {
  return new Promise<KmsAnswer>((resolve, reject) => {
    const listening = channel.listen((event) => {
      if (event.eventType !== 'encryption.kms_message') return
      for (const token of kmsEvent.parse(event).encryption.kmsMessages) open(token).then(take, reject)
    })
    const take = (answer: unknown): void => {
      if (answer === undefined) return
      listening[Symbol.dispose]()
      resolve(answerShape.parse(answer))
    }
    const giveUp = (): void => {
      listening[Symbol.dispose]()
      reject(
        new ClientError('CLIENT_KMS_SILENT', 'The key server did not answer. Look for it in the journal.'),
      )
    }
    void channel.ended.then(giveUp)
    patience(ANSWER_MS).addEventListener('abort', giveUp, { once: true })
    send(session, { destination: cluster, kmsMessages: [message] }).catch(reject)
  })
}

async function send(session: WebexSession, json: object): Promise<void> {
  const { encryption } = await session.services()
  await session.call({ method: 'POST', url: `${encryption}/kms/messages`, json })
}

/** The answer to that request; undefined for the answer to another. */
export function ownAnswer(text: string, requestId: string): unknown {
  const answer = answerShape.parse(JSON.parse(text))
  return answer.requestId === requestId ? answer : undefined
}

/** Throws a ClientError CLIENT_KMS_{status} for a refusal. */
export function accepted(answer: KmsAnswer): KmsAnswer {
  if (answer.status < 400) return answer
  throw new ClientError(
    `CLIENT_KMS_${answer.status}`,
    `The key server refused: ${answer.reason ?? 'no reason given'}`,
  )
}
