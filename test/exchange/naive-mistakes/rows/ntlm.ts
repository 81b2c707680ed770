import {
  openConnection,
  type Posting,
} from '../../../../simulators/exchange/access/testing/kept-connection.js'
import {
  authenticateToken,
  negotiateToken,
} from '../../../../simulators/exchange/access/testing/ntlm-client.js'
import { soapEnvelope } from '../../../../simulators/exchange/testing/soap.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import { getFolder } from '../requests.js'
import type { Asker, Scene } from '../scene.js'

const NTLM = '1.4'
const body = soapEnvelope(getFolder())

/** Logs in by NTLM with an empty first leg; what each leg is answered with, and requests without a word about it after. */
async function logIn(scene: Scene) {
  const somebody = scene.someone()
  using known = openConnection(scene.port)
  using other = openConnection(scene.port)
  const leg1 = await known.post({ authorization: `NTLM ${negotiateToken()}` })
  const leg3 = await known.post(lastLeg(leg1.challenges[0] ?? '', somebody))
  return {
    leg1: leg1.status,
    leg3: leg3.status,
    sameConnection: (await known.post({ body })).status,
    otherConnection: (await other.post({ body })).status,
  }
}

function lastLeg(challenge: string, { user, password }: Asker): Posting {
  const token = /^NTLM (.+)$/.exec(challenge)?.[1]
  if (token === undefined) return { body }
  const authorization = `NTLM ${authenticateToken(token, { user, domain: '', password })}`
  return { authorization, body }
}

const LOGGED_IN = { leg1: 401, leg3: 200, sameConnection: 200, otherConnection: 401 }

/** Keeps a log-in only where a request brings it along. */
function perRequest(): Interference {
  return (request, forward) =>
    forward(request, request.fields['authorization'] === undefined ? 'fresh' : 'own')
}

/** Keeps a log-in for whoever comes. */
function perServer(): Interference {
  return (request, forward) => forward(request, 'shared')
}

/** Reads what is asked before it looks at who asks. */
function bodyFirst(): Interference {
  return async (request, forward) =>
    request.method === 'POST' && request.body === ''
      ? { status: 400, fields: {}, body: 'The request has no body.' }
      : forward(request)
}

/** To what a log-in by NTLM belongs. */
export const NTLM_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '6a',
    mistake: 'keeps NTLM state per request',
    clause: NTLM,
    observe: logIn,
    right: LOGGED_IN,
    wrong: { ...LOGGED_IN, sameConnection: 401 },
    plant: { relay: perRequest },
  }),
  mistake({
    id: '6b',
    mistake: 'keeps NTLM state beyond the connection, so that others come in with it',
    clause: NTLM,
    observe: logIn,
    right: LOGGED_IN,
    wrong: { ...LOGGED_IN, otherConnection: 200 },
    plant: { relay: perServer },
  }),
  mistake({
    id: '6c',
    mistake: 'demands the body on the first leg of NTLM',
    clause: NTLM,
    observe: logIn,
    right: LOGGED_IN,
    wrong: { leg1: 400, leg3: 401, sameConnection: 401, otherConnection: 401 },
    plant: { relay: bodyFirst },
  }),
]
