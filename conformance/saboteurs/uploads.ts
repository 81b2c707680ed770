import { z } from 'zod'

import type { Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'
import type { Saboteur } from './saboteur.js'
import { adding, calendarItemsIn, isEws, valueOf } from './wire-edits.js'

const MEETING_PATH = /^\/connector\/v1\/users\/[^/]+\/meetings\//

const meeting = z.looseObject({
  encryptionKeyUrl: z.string(),
  encryptedParticipants: z.array(z.looseObject({ encryptedName: z.string() })),
  source: z.looseObject({ iCalUid: z.string() }),
})
type Meeting = z.infer<typeof meeting>

/** Nodes that tell the cloud too much, or encrypt as one must not. */
export const UPLOAD_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'sends-more',
    title: 'Sends a host PIN with a meeting',
    turnsRed: ['HC-190/fields'],
    create: () => sendingBesides({ hostPin: '4711' }),
  },
  {
    id: 'sends-address',
    title: "Sends the organizer's address in the clear",
    turnsRed: ['HC-190/fields', 'HC-191/addresses'],
    create: () => sendingBesides({ organizerEmail: 'alice@ent-pa.example' }),
  },
  {
    id: 'names-wrong-key',
    title: 'Names the key of another meeting',
    turnsRed: ['HC-192/opens', 'HC-193/every'],
    create: () => {
      let other: string | undefined
      return uploading((sent, subject) => {
        if (subject === 'Please answer') return { ...sent, encryptionKeyUrl: other ?? sent.encryptionKeyUrl }
        other ??= sent.encryptionKeyUrl
        return sent
      })
    },
  },
  {
    id: 'repeats-vector',
    title: 'Uses one initialization vector for two names',
    turnsRed: ['HC-193/vectors'],
    create: () => uploading((sent, subject) => (subject === 'Product launch' ? withOneName(sent) : sent)),
  },
]

function isUpload({ service, method, path }: WireRequest): boolean {
  return service === 'cloud' && method === 'PUT' && MEETING_PATH.test(path)
}

/** Sends a meeting once more, with something that the cloud does not ask for. */
function sendingBesides(extra: object): Sabotage {
  return adding({
    when: isUpload,
    what: (request) => {
      const sent = meeting.parse(JSON.parse(request.body))
      return { ...request, body: JSON.stringify({ ...sent, ...extra }) }
    },
  })
}

/** Rewrites meetings on their way to the cloud, by the subject that was read at Exchange. */
function uploading(edit: (sent: Meeting, subject: string | undefined) => Meeting): Sabotage {
  const subjects = new Map<string, string>()
  return {
    rewritesAnswerTo: (request) => isEws(request, 'GetItem'),
    answer: (answer) => {
      for (const item of calendarItemsIn(answer.body)) {
        subjects.set(valueOf(item, 'UID') ?? '', valueOf(item, 'Subject') ?? '')
      }
      return answer
    },
    request: (request) => {
      if (!isUpload(request)) return { kind: 'forwarded', request }
      const sent = meeting.parse(JSON.parse(request.body))
      const edited = edit(sent, subjects.get(sent.source.iCalUid))
      return { kind: 'forwarded', request: { ...request, body: JSON.stringify(edited) } }
    },
  }
}

function withOneName(sent: Meeting): Meeting {
  const [first] = sent.encryptedParticipants
  if (first === undefined) return sent
  const { encryptedName } = first
  const participants = sent.encryptedParticipants.map((other) => ({ ...other, encryptedName }))
  return { ...sent, encryptedParticipants: participants }
}
