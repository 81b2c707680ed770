import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import type { Scene } from '../scene.js'
import { edited } from '../interference.js'
import { getFolder } from '../requests.js'

const TYPES = 'http://schemas.microsoft.com/exchange/services/2006/types'
const ERRORS = 'http://schemas.microsoft.com/exchange/services/2006/errors'
const BACK_OFF_MS = 2_000

/** How somebody is told that the server is busy, as far as clients act upon it. */
async function refusal(scene: Scene) {
  const somebody = scene.someone()
  scene.lab.core.faults.add({
    match: { protocol: 'ews', target: somebody.mail },
    act: { kind: 'error', code: 'ErrorServerBusy', details: { BackOffMilliseconds: BACK_OFF_MS } },
    limit: { times: 1 },
  })
  const { status, document } = await scene.ask(somebody, getFolder())
  return {
    status,
    code: /<e:ResponseCode xmlns:e="[^"]*errors">(\w+)</.exec(document)?.[1] ?? null,
    messageXml: /<\w+:MessageXml xmlns:\w+="([^"]+)"/.exec(document)?.[1] ?? null,
    backOff: /Name="BackOffMilliseconds">(\d+)</.exec(document)?.[1] ?? null,
  }
}

const REFUSED = { status: 500, code: 'ErrorServerBusy', messageXml: TYPES, backOff: String(BACK_OFF_MS) }

/** Changes faults alone. */
function editFaults(edit: (fault: string) => string, status?: number): () => Interference {
  return () => async (request, forward) => {
    const answer = await forward(request)
    return answer.status === 500 ? { ...edited(answer, edit), status: status ?? 500 } : answer
  }
}

const same = (fault: string) => fault

/** What SOAP faults look like. */
export const FAULT_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '5a',
    mistake: 'sends SOAP faults with HTTP 200',
    clause: '1.5',
    observe: refusal,
    right: REFUSED,
    wrong: { ...REFUSED, status: 200 },
    plant: { relay: editFaults(same, 200) },
  }),
  mistake({
    id: '5b',
    mistake: 'sends SOAP faults with HTTP 400',
    clause: '1.5',
    observe: refusal,
    right: REFUSED,
    wrong: { ...REFUSED, status: 400 },
    plant: { relay: editFaults(same, 400) },
  }),
  mistake({
    id: '5c',
    mistake: 'sends SOAP faults without detail/e:ResponseCode',
    clause: '1.5',
    observe: refusal,
    right: REFUSED,
    wrong: { ...REFUSED, code: null },
    plant: { relay: editFaults((fault) => fault.replace(/<e:ResponseCode.*?<\/e:ResponseCode>/, '')) },
  }),
  mistake({
    id: '5d',
    mistake: 'writes the MessageXml of a fault in the namespace of errors',
    clause: '1.5',
    observe: refusal,
    right: REFUSED,
    wrong: { ...REFUSED, messageXml: ERRORS },
    plant: {
      relay: editFaults((fault) => fault.replace(/(<t:MessageXml xmlns:t=)"[^"]+"/, `$1"${ERRORS}"`)),
    },
  }),
]
