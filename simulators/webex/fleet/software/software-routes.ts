import { z } from 'zod'
import { formatMilliseconds } from '../../../core/index.js'
import type { ChannelRelease, SoftwarePackage } from '../../records/software.js'
import { accepted, noContent, ok, type Answer } from '../../rest/answer.js'
import { notFound } from '../../rest/rest-fault.js'
import { administrator, bearer, machine, route, type Call, type Route } from '../../rest/route.js'
import { administratorOf } from '../administration/administrator-of.js'
import type { FleetContext } from '../fleet-context.js'
import { FLEET_PATH } from '../fleet-path.js'
import { ownNode } from '../own-cluster.js'
import { packageUrlOf } from './desired-connectors.js'
import { CHANNEL_LEVELS, findPackage, releaseIn } from './releases.js'
import {
  channelName,
  channelsAnswer,
  packageType,
  packageView,
  releaseBody,
  scheduleChange,
  scheduleView,
  upgradeReport,
} from './software-shapes.js'
import type { SoftwareDesk } from './software-desk.js'
import { reader } from '../administration/reader.js'

/** What there is to install, signed, and when it is installed. @source webex.md 15.3 */
export function softwareRoutes(context: FleetContext, desk: SoftwareDesk): readonly Route[] {
  const { core, signer, upgrades } = context
  const { world } = core
  const release = `${FLEET_PATH}/channels/:channel/packages/:type`
  const schedule = `${FLEET_PATH}/clusters/:clusterId/upgrade-schedule`

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/channels`,
      summary: 'Lists the channels of software',
      access: bearer(),
      answers: { 200: channelsAnswer },
      handle: () => ok(Object.entries(CHANNEL_LEVELS).map(([name, level]) => ({ name, level }))),
    }),
    route({
      method: 'GET',
      path: release,
      summary: 'Tells which version a channel has',
      access: bearer(),
      answers: { 200: packageView },
      handle: show,
    }),
    route({
      method: 'PUT',
      path: release,
      summary: 'Issues a version in a channel, as its maker does',
      access: administrator,
      body: releaseBody,
      answers: { 204: null },
      handle(call) {
        const { version, minPlatform, urgent: isUrgent } = call.body
        desk.release(administratorOf(call), { ...placeOf(call), version, minPlatform, isUrgent })
        return noContent
      },
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/packages/:type/:version`,
      summary: 'Gives the bytes of a package, with a signature over them',
      access: bearer(),
      answers: { 200: { mediaType: 'application/octet-stream' } },
      handle: download,
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/package-signing-key`,
      summary: 'Gives the key that the signatures of packages are checked with',
      access: bearer(),
      answers: { 200: { mediaType: 'application/x-pem-file' } },
      handle: () => ({ status: 200, text: { type: 'application/x-pem-file', content: signer.publicKey } }),
    }),
    route({
      method: 'GET',
      path: schedule,
      summary: 'Tells when a cluster is upgraded, and how far that is',
      access: reader,
      answers: { 200: scheduleView },
      handle: (call) => ok(desk.schedule(administratorOf(call), call.param('clusterId'))),
    }),
    route({
      method: 'PUT',
      path: schedule,
      summary: 'Changes when a cluster is upgraded',
      access: administrator,
      body: scheduleChange,
      answers: { 200: scheduleView },
      handle: (call) => ok(desk.reschedule(administratorOf(call), call.param('clusterId'), call.body)),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/clusters/:clusterId/upgrade-now`,
      summary: 'Begins what is planned without waiting for its hour',
      access: administrator,
      answers: { 200: scheduleView },
      handle: (call) => ok(desk.upgradeNow(administratorOf(call), call.param('clusterId'))),
    }),
    route({
      method: 'POST',
      path: `${FLEET_PATH}/nodes/:nodeId/upgrade-status`,
      summary: 'Reports how far an upgrade of a node is',
      access: machine,
      body: upgradeReport,
      answers: { 202: z.strictObject({}) },
      handle({ body, who, param, cause }) {
        upgrades.report(ownNode(world, who(), param('nodeId')), body, cause)
        return accepted({})
      },
    }),
  ]

  function show(call: Call<undefined, undefined>): Answer {
    const { channel, type } = placeOf(call)
    const found = releaseIn(world, channel, type)
    const file = fileOf(type, found.version)
    return ok({
      type,
      version: file.version,
      url: packageUrlOf(call.origin, type, file.version),
      sha256: signer.sha256Of(file),
      size: Buffer.byteLength(signer.contentOf(file)),
      releasedAt: formatMilliseconds(file.released),
      minPlatform: file.minPlatform,
      urgent: found.isUrgent,
    })
  }

  function download({ param }: Call<undefined, undefined>): Answer {
    const file = fileOf(param('type'), param('version'))
    return {
      status: 200,
      headers: { 'x-package-signature': signer.signatureOf(file) },
      text: { type: 'application/octet-stream', content: signer.contentOf(file) },
    }
  }

  function fileOf(type: string, version: string): SoftwarePackage {
    const file = findPackage(world, type, version)
    if (file === undefined) throw notFound()
    return file
  }
}

function placeOf({ param }: Pick<Call<unknown, unknown>, 'param'>): Pick<ChannelRelease, 'channel' | 'type'> {
  const channel = channelName.safeParse(param('channel'))
  const type = packageType.safeParse(param('type'))
  if (!channel.success || !type.success) throw notFound()
  return { channel: channel.data, type: type.data }
}
