import type { Operation } from '../../operation.js'
import type { Service } from '../service.js'
import { createCreateFolder } from './create-folder.js'
import { createDeleteFolder } from './delete-folder.js'
import { createEmptyFolder } from './empty-folder.js'
import { createFindFolder } from './find-folder.js'
import { createGetFolder } from './get-folder.js'
import { createCopyFolder, createMoveFolder } from './move-folder.js'
import { createUpdateFolder } from './update-folder.js'

/** The operations on folders themselves. */
export function folderOperations(service: Service): readonly Operation[] {
  return [
    createGetFolder(service),
    createFindFolder(service),
    createCreateFolder(service),
    createUpdateFolder(service),
    createDeleteFolder(service),
    createEmptyFolder(service),
    createMoveFolder(service),
    createCopyFolder(service),
  ]
}
