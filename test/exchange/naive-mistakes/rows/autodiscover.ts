import {
  POX_PATH,
  poxRequest,
  SOAP_PATH,
  soapRequest,
  usersRequest,
} from '../../../../simulators/exchange/autodiscover/testing/ask.js'
import { texts } from '../answers.js'
import { editAnswers, editRequests } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference, RelayedRequest } from '../relay.js'
import { credentialsOf, type Scene } from '../scene.js'

const EWS_URL = 'ExternalEwsUrl'
const JSON_PATH = '/autodiscover/autodiscover.json'

/** Which ways of asking there are. */
async function ways(scene: Scene) {
  const somebody = scene.someone()
  const credentials = credentialsOf(somebody)
  const pox = await scene.request({ credentials, path: POX_PATH, body: poxRequest(somebody.mail) })
  const json = `${JSON_PATH}?Email=${somebody.mail}&Protocol=Ews`
  return {
    pox: pox.status,
    soap: (await askSettings(scene, somebody.mail)).status,
    json: (await scene.request({ method: 'GET', path: json })).status,
  }
}

function askSettings(scene: Scene, mail: string) {
  const body = soapRequest({ request: usersRequest([mail], [EWS_URL]) })
  return scene.request({ credentials: credentialsOf(scene.someone()), path: SOAP_PATH, body })
}

/** What the headers say to whoever has not logged in. */
async function announced(scene: Scene) {
  const { status, head } = await scene.request({ method: 'GET', path: POX_PATH })
  return { status, isSoapEnabled: /^X-SOAP-Enabled: (\w+)/im.exec(head)?.[1] ?? null }
}

/** Where a mailbox in Exchange Online is said to be. */
async function remoteMailbox(scene: Scene) {
  const { mail } = scene.remote
  const credentials = credentialsOf(scene.someone())
  const pox = await scene.request({ credentials, path: POX_PATH, body: poxRequest(mail) })
  const soap = await askSettings(scene, mail)
  return {
    pox: /<Action>(\w+)</.exec(pox.document)?.[1],
    soap: /<UserResponse><ErrorCode>(\w+)</.exec(soap.document)?.[1],
    isLedOnline: [pox, soap].every(({ document }) => document.includes(`>${scene.remote.onlineMail}<`)),
  }
}

/** What an administrator sees in a browser. */
async function browsed(scene: Scene) {
  const credentials = credentialsOf(scene.someone())
  const { status, document } = await scene.request({ credentials, method: 'GET', path: POX_PATH })
  return { status, error: /<ErrorCode>(\d+)</.exec(document)?.[1] ?? null }
}

/** How the version of the server is told in SOAP. */
async function versionForm(scene: Scene) {
  const { document } = await askSettings(scene, scene.someone().mail)
  return {
    elements: texts(document, 'MajorVersion').length,
    hasAttributes: /ServerVersionInfo [^>]*MajorVersion=/.test(document),
  }
}

const isFor = ({ path }: RelayedRequest, way: string) => path.toLowerCase().startsWith(way)

/** Knows `.xml` alone. */
function onlyPox(): Interference {
  return async (request, forward) =>
    isFor(request, SOAP_PATH) || isFor(request, JSON_PATH)
      ? { status: 404, fields: {}, body: '' }
      : forward(request)
}

function withoutAnnouncement(): Interference {
  return async (request, forward) => {
    const answer = await forward(request)
    const { 'x-soap-enabled': _announced, ...fields } = answer.fields
    return { ...answer, fields }
  }
}

/** Takes whoever has a mailbox elsewhere for somebody here. */
function everybodyHere(remote: string, local: string): Interference {
  return editRequests((body) => body.replaceAll(remote, local))
}

function noGet(): Interference {
  return async (request, forward) =>
    request.method === 'GET' && isFor(request, POX_PATH)
      ? { status: 405, fields: {}, body: '' }
      : forward(request)
}

/** Writes the version as EWS does. */
function versionAsAttributes(document: string): string {
  return document.replace(
    /<h:ServerVersionInfo([^>]*)>(.*?)<\/h:ServerVersionInfo>/s,
    (_, start: string, inside: string) => {
      const parts = [...inside.matchAll(/<h:(\w+)>([^<]*)</g)].map(([, name, value]) => ` ${name}="${value}"`)
      return `<h:ServerVersionInfo${start}${parts.join('')}/>`
    },
  )
}

/** What Autodiscover tells, and in which ways. */
export const AUTODISCOVER_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '15a',
    mistake: 'answers Autodiscover by .xml alone',
    clause: '8.3, 8.4',
    observe: ways,
    right: { pox: 200, soap: 200, json: 200 },
    wrong: { pox: 200, soap: 404, json: 404 },
    plant: { relay: onlyPox },
  }),
  mistake({
    id: '15b',
    mistake: 'sends no X-SOAP-Enabled',
    clause: '8.1',
    observe: announced,
    right: { status: 401, isSoapEnabled: 'True' },
    wrong: { status: 401, isSoapEnabled: null },
    plant: { relay: withoutAnnouncement },
  }),
  mistake({
    id: '15c',
    mistake: 'does not redirect for remote mailboxes',
    clause: '8.5',
    observe: remoteMailbox,
    right: { pox: 'redirectAddr', soap: 'RedirectAddress', isLedOnline: true },
    wrong: { pox: 'settings', soap: 'NoError', isLedOnline: false },
    plant: { relay: () => everybodyHere('carol@', 'alice@') },
  }),
  mistake({
    id: '15d',
    mistake: 'does not answer GET with error 600',
    clause: '8.2',
    observe: browsed,
    right: { status: 200, error: '600' },
    wrong: { status: 405, error: null },
    plant: { relay: noGet },
  }),
  mistake({
    id: '15e',
    mistake: 'writes the version in the header of SOAP as attributes',
    clause: '8.3',
    observe: versionForm,
    right: { elements: 1, hasAttributes: false },
    wrong: { elements: 0, hasAttributes: true },
    plant: { relay: () => editAnswers(versionAsAttributes) },
  }),
]
