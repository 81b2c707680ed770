import type { EwsElement, EwsObject } from '../../../tree.js'
import { members, text, valueOf } from '../../request-parts.js'
import { ALICE, inFolder, type Office } from '../../testing/office.js'

export const foldersIn = (message: EwsObject | undefined) => members(message?.['Folders'] as EwsObject)
export const codeOf = (message: EwsObject | undefined) => text(message, 'ResponseCode')
export const folderId = (value: EwsObject): EwsElement => ({ name: 'FolderId', value })

/** Creates a folder and gives its `t:FolderId`. */
export function make(
  office: Office,
  name: string,
  { parent = inFolder('inbox'), element = 'Folder', more = {} } = {},
) {
  const [message] = office.as(ALICE)('CreateFolder', {
    ParentFolderId: { [parent.name]: parent.value },
    Folders: { $each: [{ name: element, value: { DisplayName: name, ...more } }] },
  })
  return { message, id: valueOf(foldersIn(message)[0] ?? { name: '', value: {} })['FolderId'] as EwsObject }
}

export function show(office: Office, reference: EwsElement, ...paths: readonly EwsElement[]) {
  const [message] = office.as(ALICE)('GetFolder', {
    FolderShape: {
      BaseShape: 'AllProperties',
      ...(paths.length > 0 ? { AdditionalProperties: { $each: paths } } : {}),
    },
    FolderIds: { $each: [reference] },
  })
  return foldersIn(message)[0] ?? { name: codeOf(message) ?? '', value: {} }
}

export function find(office: Office, parent: EwsElement, more: EwsObject = {}): readonly EwsObject[] {
  const [message] = office.as(ALICE)('FindFolder', {
    '@Traversal': 'Deep',
    FolderShape: { BaseShape: 'Default' },
    ParentFolderIds: { $each: [parent] },
    ...more,
  })
  return foldersIn(message?.['RootFolder'] as EwsObject).map(valueOf)
}

export const namesOf = (found: readonly EwsObject[]) => found.map((folder) => folder['DisplayName'])

export function rename(office: Office, reference: EwsElement, name: string, kind = 'Folder') {
  return office.as(ALICE)('UpdateFolder', {
    FolderChanges: {
      FolderChange: [
        {
          [reference.name]: reference.value,
          Updates: {
            $each: [
              {
                name: 'SetFolderField',
                value: { FieldURI: { '@FieldURI': 'folder:DisplayName' }, [kind]: { DisplayName: name } },
              },
            ],
          },
        },
      ],
    },
  })[0]
}
