import type { CalendarStore } from '../../calendar/store.js'
import type { Operation } from '../operation.js'
import { attachmentOperations } from './attachments/index.js'
import { createGetUserAvailability } from './availability/get-user-availability.js'
import { createConvertId } from './convert-id.js'
import { createCopyItem } from './copy-item.js'
import { createCreateItem } from './create-item.js'
import { createDeleteItem } from './delete-item.js'
import { delegateOperations } from './delegates/delegate-operations.js'
import { peopleOperations } from './people/people-operations.js'
import { createFindItem } from './find-item.js'
import { folderOperations } from './folders/index.js'
import { createGetItem } from './get-item.js'
import { createMoveItem } from './move-item.js'
import { createGetUserOofSettings } from './oof/get-user-oof-settings.js'
import { createSetUserOofSettings } from './oof/set-user-oof-settings.js'
import { createCatalogue } from './properties/catalogue.js'
import { KnownValues } from './find/known-values.js'
import { SortedFolders } from './find/sorted-folders.js'
import { KnownShapes } from './properties/known-shapes.js'
import { createSendItem } from './send-item.js'
import type { Service } from './service.js'
import { createSyncFolderHierarchy } from './sync-folder-hierarchy.js'
import { createSyncFolderItems } from './sync-folder-items.js'
import { createGetServerTimeZones } from './time-zones/get-server-time-zones.js'
import { userConfigurationOperations } from './user-configuration/user-configuration-operations.js'
import { createUpdateItem } from './update-item.js'

/** The operations on folders and calendar items, for the registry of the EWS endpoint. */
export function calendarOperations(store: CalendarStore): readonly Operation[] {
  const catalogue = createCatalogue()
  const service: Service = {
    store,
    catalogue,
    shapes: new KnownShapes(catalogue),
    values: new KnownValues(),
    sortedFolders: new SortedFolders(store),
  }
  return [
    ...folderOperations(service),
    createFindItem(service),
    createGetItem(service),
    createCreateItem(service),
    createUpdateItem(service),
    createDeleteItem(service),
    createMoveItem(service),
    createCopyItem(service),
    createSendItem(service),
    ...attachmentOperations(service),
    createSyncFolderItems(service),
    createSyncFolderHierarchy(service),
    createConvertId(service),
    createGetUserOofSettings(service),
    createGetUserAvailability(service),
    createGetServerTimeZones(service),
    createSetUserOofSettings(service),
    ...peopleOperations(service),
    ...delegateOperations(service),
    ...userConfigurationOperations(service),
  ]
}
