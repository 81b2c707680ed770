import { editStreams } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Scene } from '../scene.js'
import { tellMinute } from '../story.js'

const FORM = '4.9, 9'

/** What a minute of a stream looks like to clients that search it for strings, envelope by envelope. */
async function envelopes<Seen>(scene: Scene, look: (envelope: string) => Seen): Promise<readonly Seen[]> {
  const { chunks } = await tellMinute(scene)
  return chunks.map(look)
}

/** What a client finds that cuts a stream at `<Envelope` and `</Envelope>`. @observed ews-javascript-api, evolution-ews */
const literalEnvelopes = (chunk: string) => chunk.match(/<Envelope .*?<\/Envelope>/gs)?.length ?? 0

/** What stands first. */
const beginning = (chunk: string) => /^<[?:\w]+/.exec(chunk)?.[0] ?? ''

const notificationPrefix = (chunk: string) => /<(\w+):Notification[\s>]/.exec(chunk)?.[1] ?? null

/** What an envelope tells of, in its order. */
const topics = (chunk: string) =>
  [...chunk.matchAll(/<m:(Notifications|ConnectionStatus)>/g)].map(([, name = '']) => name)

/** Sends events with the next envelope that tells of the connection. */
function withNextStatus(): (envelope: string) => readonly string[] {
  let kept = ''
  return (envelope) => {
    const notifications = /<m:Notifications>.*<\/m:Notifications>/s.exec(envelope)?.[0]
    if (notifications !== undefined) {
      kept += notifications
      return []
    }
    const joined = envelope.replace('<m:ConnectionStatus>', `${kept}<m:ConnectionStatus>`)
    kept = ''
    return [joined]
  }
}

const SOAP_PREFIXED = /<(\/?)Envelope( xmlns=)?/g

/** What the envelopes of a stream look like. */
export const STREAM_FORM_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '2a',
    mistake: 'writes the envelopes of a stream as <s:Envelope>',
    clause: FORM,
    observe: (scene) => envelopes(scene, literalEnvelopes),
    right: [1, 1, 1, 1],
    wrong: [0, 0, 0, 0],
    plant: {
      relay: () =>
        editStreams(() => (envelope) => [
          envelope.replace(
            SOAP_PREFIXED,
            (_, slash: string, xmlns?: string) =>
              `<${slash}s:Envelope${xmlns === undefined ? '' : ' xmlns:s='}`,
          ),
        ]),
    },
  }),
  mistake({
    id: '2b',
    mistake: 'gives each envelope of a stream an XML declaration of its own',
    clause: FORM,
    observe: (scene) => envelopes(scene, beginning),
    right: ['<Envelope', '<Envelope', '<Envelope', '<Envelope'],
    wrong: ['<?xml', '<?xml', '<?xml', '<?xml'],
    plant: {
      relay: () => editStreams(() => (envelope) => [`<?xml version="1.0" encoding="utf-8"?>${envelope}`]),
    },
  }),
  mistake({
    id: '3a',
    mistake: 'writes t:Notification, as the schema has it',
    clause: FORM,
    observe: (scene) => envelopes(scene, notificationPrefix),
    right: [null, 'm', null, null],
    wrong: [null, 't', null, null],
    plant: {
      relay: () =>
        editStreams(() => (envelope) => [
          envelope.replace(/<(\/?)m:Notification\b(?!s)/g, '<$1t:Notification'),
        ]),
    },
  }),
  mistake({
    id: '3b',
    mistake: 'puts ConnectionStatus and Notifications into one envelope',
    clause: FORM,
    observe: (scene) => envelopes(scene, topics),
    right: [['ConnectionStatus'], ['Notifications'], ['ConnectionStatus'], ['ConnectionStatus']],
    wrong: [['ConnectionStatus'], ['Notifications', 'ConnectionStatus'], ['ConnectionStatus']],
    plant: { relay: () => editStreams(withNextStatus) },
  }),
]
