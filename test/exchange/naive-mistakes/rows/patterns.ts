import { streamRequest } from '../../../../simulators/exchange/testing/soap.js'
import { texts } from '../answers.js'
import { editAnswers, editRequests } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import { getAvailability, getFolder, getOofSettings } from '../requests.js'
import type { Answered, Scene } from '../scene.js'
import { subscribe } from '../story.js'

const MESSAGES = 'http://schemas.microsoft.com/exchange/services/2006/messages'
const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types'

/** What an answer holds first. */
function firstPart({ document }: Answered): string {
  return /<\w+Response xmlns="[^"]+"><(\w+)/.exec(document)?.[1] ?? ''
}

/** In which namespace the settings of an answer are: the one that they declare, or that of the answer. */
function namespaceOfSettings({ document }: Answered): string | null {
  const settings = /<OofSettings(?: xmlns="([^"]+)")?>/.exec(document)
  const [, ofAnswer = null] = /<\w+Response xmlns="([^"]+)">/.exec(document) ?? []
  return settings === null ? null : (settings[1] ?? ofAnswer)
}

async function automaticReplies(scene: Scene) {
  const somebody = scene.someone()
  return scene.ask(somebody, getOofSettings(somebody.mail))
}

async function availability(scene: Scene) {
  const somebody = scene.someone()
  return scene.ask(somebody, getAvailability(somebody.mail))
}

/** Opens a stream as clients do that are generated from the WSDL, which gives GetStreamingEvents the action of GetEvents. */
async function actionOfWsdl(scene: Scene) {
  const somebody = scene.someone()
  const stream = await scene.open(somebody, streamRequest([await subscribe(scene, somebody)], 1), {
    headers: { SOAPAction: `"${MESSAGES}/GetEvents"` },
  })
  const [code] = texts(await stream.chunk(0), 'ResponseCode')
  stream.hangUp()
  return code
}

async function noAction(scene: Scene) {
  const { status, code } = await scene.ask(scene.someone(), getFolder())
  return { status, code }
}

/** Puts what an answer holds into the pattern of most operations. */
function inResponseMessages(operation: string): () => Interference {
  const whole = new RegExp(`(<${operation}Response[^>]*>)(.*)(</${operation}Response>)`, 's')
  const message = `${operation}ResponseMessage`
  return () =>
    editAnswers((document) =>
      document.replace(
        whole,
        (_, start: string, inside: string, end: string) =>
          `${start}<ResponseMessages><${message} ResponseClass="Success">${inside}</${message}></ResponseMessages>${end}`,
      ),
    )
}

/** Takes what is asked for that which SOAPAction says. */
function byAction(): Interference {
  return (request, forward) => {
    const [action] = request.fields['soapaction'] ?? []
    const asked = /<s:Body><m:(\w+)/.exec(request.body)?.[1]
    const called = /\/(\w+)"?$/.exec(action ?? '')?.[1]
    if (called === undefined || asked === undefined) return forward(request)
    return forward({
      ...request,
      body: request.body.replaceAll(new RegExp(`(</?m:)${asked}\\b`, 'g'), `$1${called}`),
    })
  }
}

/** Does not know what is asked without an action, as if the body were empty. */
function neededAction(): Interference {
  return editRequests((body, { fields }) =>
    fields['soapaction'] === undefined ? body.replace(/<s:Body>.*<\/s:Body>/s, '<s:Body/>') : body,
  )
}

/** Where answers differ from the pattern, and how operations are told apart. */
export const PATTERN_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '14a',
    mistake: 'answers GetUserOofSettings in the ResponseMessages pattern',
    clause: '4.13',
    observe: async (scene) => firstPart(await automaticReplies(scene)),
    right: 'ResponseMessage',
    wrong: 'ResponseMessages',
    plant: { relay: inResponseMessages('GetUserOofSettings') },
  }),
  mistake({
    id: '14b',
    mistake: 'answers GetUserAvailability in the ResponseMessages pattern',
    clause: '4.14',
    observe: async (scene) => firstPart(await availability(scene)),
    right: 'FreeBusyResponseArray',
    wrong: 'ResponseMessages',
    plant: { relay: inResponseMessages('GetUserAvailability') },
  }),
  mistake({
    id: '14c',
    mistake: 'writes OofSettings in the namespace of messages',
    clause: '4.13',
    observe: async (scene) => namespaceOfSettings(await automaticReplies(scene)),
    right: TYPES,
    wrong: MESSAGES,
    plant: {
      relay: () =>
        editAnswers((document) => document.replace(/<OofSettings xmlns="[^"]+">/, '<OofSettings>')),
    },
  }),
  mistake({
    id: '14d',
    mistake: 'tells operations apart by SOAPAction',
    clause: '1.2',
    observe: actionOfWsdl,
    right: 'NoError',
    wrong: 'ErrorSchemaValidation',
    plant: { relay: byAction },
  }),
  mistake({
    id: '14e',
    mistake: 'refuses requests without SOAPAction',
    clause: '1.2',
    observe: noAction,
    right: { status: 200, code: 'NoError' },
    wrong: { status: 500, code: 'ErrorInvalidRequest' },
    plant: { relay: neededAction },
  }),
]
