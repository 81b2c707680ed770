import { createHash } from 'node:crypto'
import { formatMilliseconds, put, remove, type Core } from '../../core/index.js'
import { ownOrganization } from '../fleet/administration/organization-routes.js'
import { FLEET_PATH } from '../fleet/fleet-path.js'
import { softDeletedOf } from '../people/soft-deletion.js'
import { people } from '../records/people.js'
import {
  directoryConnectorKey,
  directoryConnectors,
  pictures,
  softDeletedPeople,
  type SoftDeletedPerson,
} from '../records/synchronized.js'
import { noContent, ok } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { CAN_READ_IDENTITY, CAN_WRITE_IDENTITY } from '../scim/access.js'
import { beat, LEASE_SECONDS, leave } from './lease.js'
import {
  directoryConnectorShape,
  heartbeatBody,
  leaseShape,
  pictureBody,
  pictureShape,
  softDeletedShape,
} from './shapes.js'

/**
 * What a synchronizer of people needs and the public API has not: who was deleted and is not gone yet, pictures, and
 * which of several instances is active. @inferred our design, beside SCIM; ldap.md 8, hybrid-calendar.md HD-007
 */
export function directoryServiceRoutes(core: Core): readonly Route[] {
  return [...softDeletionRoutes(core), ...pictureRoutes(core), ...instanceRoutes(core)]
}

const ORGANIZATION = `${FLEET_PATH}/orgs/:orgId`

type AnyCall = Call<unknown, unknown>

function softDeletionRoutes(core: Core): readonly Route[] {
  const all = `${ORGANIZATION}/soft-deleted-users`
  return [
    route({
      method: 'GET',
      path: all,
      summary: 'Lists who was deleted and is not gone for good yet',
      access: CAN_READ_IDENTITY,
      answers: { 200: listOf(softDeletedShape) },
      handle: (call) =>
        ok({ items: softDeletedOf(core, ownOrganization(call).orgId).map(renderSoftDeleted) }),
    }),
    route({
      method: 'DELETE',
      path: `${all}/:userId`,
      summary: 'Deletes somebody for good, so that the address is free',
      access: CAN_WRITE_IDENTITY,
      answers: { 204: null },
      handle(call) {
        const id = call.param('userId')
        const { orgId } = ownOrganization(call)
        if (softDeletedOf(core, orgId).every((one) => one.id !== id)) throw notFound()
        core.world.commit({
          cause: call.cause,
          reason: 'person deleted for good',
          writes: [remove(softDeletedPeople, id)],
        })
        return noContent
      },
    }),
  ]
}

function renderSoftDeleted({ id, email, person, externalId, deleted, hardDeleted }: SoftDeletedPerson) {
  return {
    userId: id,
    email,
    displayName: person.displayName,
    externalId,
    deletedAt: formatMilliseconds(deleted),
    hardDeleteAt: formatMilliseconds(hardDeleted),
  }
}

function pictureRoutes({ world }: Core): readonly Route[] {
  const picture = `${ORGANIZATION}/users/:userId/picture`
  return [
    route({
      method: 'GET',
      path: `${ORGANIZATION}/pictures`,
      summary: 'Lists the pictures that were sent, each by its digest',
      access: CAN_READ_IDENTITY,
      answers: { 200: listOf(pictureShape) },
      handle(call) {
        const sent = [...world.by(pictures, 'organization', ownOrganization(call).orgId)]
        return ok({ items: sent.map(({ record: { personId, sha256 } }) => ({ userId: personId, sha256 })) })
      },
    }),
    route({
      method: 'PUT',
      path: picture,
      summary: 'Gives somebody a picture',
      access: CAN_WRITE_IDENTITY,
      body: pictureBody,
      answers: { 200: pictureShape },
      handle(call) {
        const { mediaType, data } = call.body
        const personId = memberOf(call)
        const sha256 = createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex')
        const { orgId } = ownOrganization(call)
        world.commit({
          cause: call.cause,
          reason: 'picture sent',
          writes: [put(pictures, { personId, orgId, mediaType, base64: data, sha256 })],
        })
        return ok({ userId: personId, sha256 })
      },
    }),
    route({
      method: 'DELETE',
      path: picture,
      summary: 'Takes the picture away that was sent for somebody',
      access: CAN_WRITE_IDENTITY,
      answers: { 204: null },
      handle(call) {
        const personId = memberOf(call)
        if (world.get(pictures, personId) === undefined) throw notFound()
        world.commit({ cause: call.cause, reason: 'picture removed', writes: [remove(pictures, personId)] })
        return noContent
      },
    }),
  ]

  function memberOf(call: AnyCall): string {
    const { orgId } = ownOrganization(call)
    const person = world.get(people, call.param('userId'))
    if (person?.orgId !== orgId) throw notFound()
    return person.id
  }
}

function instanceRoutes(core: Core): readonly Route[] {
  const { world } = core
  const all = `${ORGANIZATION}/directory-connectors`
  return [
    route({
      method: 'GET',
      path: all,
      summary: 'Lists the instances of synchronizers, and which are active',
      access: CAN_READ_IDENTITY,
      answers: { 200: listOf(directoryConnectorShape) },
      handle(call) {
        const instances = [...world.by(directoryConnectors, 'organization', ownOrganization(call).orgId)]
        return ok({
          items: instances.map(({ record: { orgId: _orgId, lastHeartbeat, ...one } }) => ({
            ...one,
            lastHeartbeat: formatMilliseconds(lastHeartbeat),
          })),
        })
      },
    }),
    route({
      method: 'PUT',
      path: `${all}/:connectorId`,
      summary: 'Says that an instance is alive, and asks whether it is the active one',
      access: CAN_WRITE_IDENTITY,
      body: heartbeatBody,
      answers: { 200: leaseShape },
      handle(call) {
        const { orgId } = ownOrganization(call)
        const { active, writes } = beat(core, { id: call.param('connectorId'), orgId, ...call.body })
        world.commit({ cause: call.cause, reason: 'directory connector heartbeat', writes })
        return ok({
          isActive: active.id === call.param('connectorId'),
          activeId: active.id,
          leaseSeconds: LEASE_SECONDS,
        })
      },
    }),
    route({
      method: 'DELETE',
      path: `${all}/:connectorId`,
      summary: 'Says that an instance stops: another becomes active at its next heartbeat',
      access: CAN_WRITE_IDENTITY,
      answers: { 204: null },
      handle(call) {
        const { orgId } = ownOrganization(call)
        const key = directoryConnectorKey(orgId, call.param('connectorId'))
        if (world.get(directoryConnectors, key) === undefined) throw notFound()
        world.commit({
          cause: call.cause,
          reason: 'directory connector left',
          writes: leave(orgId, call.param('connectorId')),
        })
        return noContent
      },
    }),
  ]
}
