import type { Operation } from '../../operation.js'
import type { Service } from '../service.js'
import { createExpandDl } from './expand-dl.js'
import { createGetMailTips } from './get-mail-tips.js'
import { createGetRoomLists } from './get-room-lists.js'
import { createGetRooms } from './get-rooms.js'
import { createGetServiceConfiguration } from './get-service-configuration.js'
import { createResolveNames } from './resolve-names.js'

/** The operations on the people, lists and rooms of the directory. */
export function peopleOperations(service: Service): readonly Operation[] {
  return [
    createResolveNames(service),
    createExpandDl(service),
    createGetRoomLists(service),
    createGetRooms(service),
    createGetMailTips(service),
    createGetServiceConfiguration(service),
  ]
}
