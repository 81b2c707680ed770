import type { RawAnswer } from '../../../simulators/exchange/testing/raw-post.js'
import { streamRequest, subscribeRequest } from '../../../simulators/exchange/testing/soap.js'
import { appointment } from './requests.js'
import type { Asker, Scene } from './scene.js'

/** What a client hears on a stream, in the order in which it came and among what happened meanwhile. */
export interface Story {
  readonly log: readonly string[]
  /** What came, each part as TCP brought it. */
  readonly chunks: readonly string[]
  /** Something happens; resolves when all that comes of it has been heard. */
  after(what: string, happens: () => Promise<unknown>): Promise<void>
  hangUp(): void
}

const EVENT_TYPES = ['CreatedEvent', 'ModifiedEvent', 'MovedEvent', 'DeletedEvent']

/** Subscribes to the calendar of somebody. */
export async function subscribe(scene: Scene, asker: Asker): Promise<string> {
  const { document } = await scene.ask(asker, subscribeRequest(EVENT_TYPES))
  return /<m:SubscriptionId>(.*)<\/m:SubscriptionId>/.exec(document)?.[1] ?? ''
}

/** Opens a stream and writes down what it says. */
export async function listen(scene: Scene, asker: Asker, id: string, minutes = 1): Promise<Story> {
  const log: string[] = []
  const chunks: string[] = []
  let isLeft = false
  let hangUp = (): void => undefined

  async function hear(answer: RawAnswer): Promise<void> {
    log.push(answer.status === 200 ? 'head' : `head ${answer.status}`)
    const ended = answer.ended.then(() => undefined)
    for (;;) {
      const chunk = await Promise.race([answer.chunk(chunks.length), ended])
      if (chunk === undefined) return void (isLeft || log.push('end'))
      chunks.push(chunk)
      log.push(saidIn(chunk))
    }
  }

  scene.open(asker, streamRequest([id], minutes)).then(
    (answer) => {
      hangUp = () => answer.hangUp()
      if (isLeft) answer.hangUp()
      return hear(answer)
    },
    () => log.push('cut'),
  )
  await scene.quiet(() => log.length)
  return {
    log,
    chunks,
    async after(what, happens) {
      log.push(`(${what})`)
      await happens()
      await scene.quiet(() => log.length)
    },
    hangUp() {
      isLeft = true
      hangUp()
    },
  }
}

/** A stream of a minute on which something is told of, followed by silence to its end. */
export async function tellMinute(scene: Scene): Promise<Story> {
  const somebody = scene.someone()
  const story = await listen(scene, somebody, await subscribe(scene, somebody))
  await story.after('a meeting', () => scene.ask(somebody, appointment()))
  await story.after('45 s', () => scene.pass(45_000))
  await story.after('60 s', () => scene.pass(15_000))
  story.hangUp()
  return story
}

/** What is in a part of a stream, in order: states of the connection, errors, and that there are events. */
function saidIn(chunk: string): string {
  const parts = chunk.matchAll(
    /<m:ConnectionStatus>(\w+)|<m:ResponseCode>(Error\w+)|(<m:Notifications>|<m:Notifications )/g,
  )
  return [...parts].map(([, status, code]) => status ?? code ?? 'events').join(' ')
}
