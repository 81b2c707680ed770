import { soapEnvelope } from '../../../../simulators/exchange/testing/soap.js'
import { editRequests } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import { getFolder } from '../requests.js'
import type { Scene } from '../scene.js'

/** How a request of some version is taken. */
async function asking(scene: Scene, version: string) {
  const body = soapEnvelope(getFolder()).replace(/(RequestServerVersion Version=")\w+/, `$1${version}`)
  const { status, code } = await scene.ask(scene.someone(), getFolder(), { body })
  return { status, code }
}

/** A version that does not exist, and the one for which it is taken. */
function accepted(id: string, version: string, takenFor: string): Mistake {
  return mistake({
    id,
    mistake: `accepts ${version} as a version`,
    clause: '1.7',
    observe: (scene) => asking(scene, version),
    right: { status: 500, code: 'ErrorInvalidServerVersion' },
    wrong: { status: 200, code: 'NoError' },
    plant: { relay: () => editRequests((body) => body.replace(`"${version}"`, `"${takenFor}"`)) },
  })
}

/** Versions that look as if there were such. */
export const VERSION_MISTAKES: readonly Mistake[] = [
  accepted('15f', 'Exchange2019', 'Exchange2016'),
  accepted('15g', 'Exchange2010_SP3', 'Exchange2010_SP2'),
]
