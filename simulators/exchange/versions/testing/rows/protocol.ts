import { REQUEST_VERSIONS } from '../../index.js'
import { DIFFERENCES } from '../../differences.js'
import { observed } from '../observed.js'
import type { Answered, ReleaseLab } from '../release-lab.js'

const ROOMS = '<m:GetRoomLists/>'
/** An operation of 2013 that this Exchange does without. */
const MARK_ALL =
  '<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag><m:SuppressReadReceipts>true</m:SuppressReadReceipts>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:MarkAllItemsAsRead>'

export function header({ head }: Answered, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

function info({ document }: Answered, attribute: string): string {
  return new RegExp(`<h:ServerVersionInfo[^>]* ${attribute}="([^"]*)"`).exec(document)?.[1] ?? ''
}

async function newestTaken(lab: ReleaseLab) {
  for (const version of [...REQUEST_VERSIONS].reverse()) {
    if ((await lab.ask(ROOMS, { version })).status === 200) return version
  }
  return REQUEST_VERSIONS[0]
}

/** Versions, and what is said of requests from another time. */
export const PROTOCOL_ROWS = [
  observed(DIFFERENCES.build, async (lab) => {
    const answer = await lab.ask(ROOMS)
    const number = (name: string) => Number(info(answer, name))
    return {
      major: number('MajorVersion'),
      minor: number('MinorVersion'),
      majorBuild: number('MajorBuildNumber'),
      minorBuild: number('MinorBuildNumber'),
    }
  }),
  observed(DIFFERENCES.schemaVersion, async (lab) => info(await lab.ask(ROOMS), 'Version')),
  observed(DIFFERENCES.newestRequest, newestTaken),
  observed(
    DIFFERENCES.unknownVersionCode,
    async (lab) => (await lab.ask(ROOMS, { version: 'Exchange2019' })).code as 'ErrorInvalidRequest',
  ),
  observed(
    DIFFERENCES.newOperationCode,
    async (lab) => (await lab.ask(MARK_ALL)).code as 'ErrorInvalidRequest',
  ),
  observed(DIFFERENCES.iis, async (lab) => header(await lab.ask(ROOMS), 'Server') ?? ''),
  observed(DIFFERENCES.aspNet, async (lab) => header(await lab.ask(ROOMS), 'X-AspNet-Version') ?? ''),
  observed(DIFFERENCES.frontEndHeaders, async (lab) => {
    const answer = await lab.ask(ROOMS)
    return ['X-CalculatedFETarget', 'X-FEProxyInfo'].filter((name) => header(answer, name) !== undefined)
  }),
  observed(DIFFERENCES.servicePage, async (lab) => {
    const { status } = await lab.request('/EWS/Exchange.asmx')
    return status === 200 ? 'page' : 'redirect'
  }),
  observed(DIFFERENCES.hasFrontEnd, async (lab) => {
    const answer = await lab.ask(ROOMS)
    const isNamed = header(answer, 'X-FEServer') !== undefined
    return isNamed && header(answer, 'X-BEServer') !== undefined
  }),
  observed(
    DIFFERENCES.hasHealthPage,
    async (lab) => (await lab.request('/EWS/healthcheck.htm', { anonymous: true })).status === 200,
  ),
  observed(DIFFERENCES.givesOverrideCookie, async (lab) => {
    const headers = { 'X-AnchorMailbox': 'alice@ent-pa.example', 'X-PreferServerAffinity': 'true' }
    const answer = await lab.request('/EWS/Exchange.asmx', { headers })
    return answer.head.includes('X-BackEndOverrideCookie=')
  }),
]
