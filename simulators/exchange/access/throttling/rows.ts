import type { EwsElement, EwsObject } from '../../ews/tree.js'

/** How many items, folders or changes an answer lists. */
export function rowsIn(result: EwsObject): number {
  let rows = 0
  for (const message of messagesOf(result)) rows += rowsOf(message.value as EwsObject)
  return rows
}

/** How many one response message lists. */
export function rowsOf({ RootFolder: root, Changes: changes }: EwsObject): number {
  if (changes !== undefined) return lengthOf(changes)
  if (root === undefined) return 0
  const { Items: items, Folders: folders, Groups: groups } = root as EwsObject
  return groups === undefined ? lengthOf(items ?? folders) : rowsInGroups(groups as EwsObject)
}

export function messagesOf(result: EwsObject): readonly EwsElement[] {
  return (result['ResponseMessages'] as EwsObject | undefined)?.$each ?? []
}

function rowsInGroups(groups: EwsObject): number {
  const grouped = (groups['GroupedItems'] ?? []) as readonly EwsObject[]
  return grouped.reduce((rows, { Items: items }) => rows + lengthOf(items), 0)
}

function lengthOf(holder: EwsObject[string]): number {
  return (holder as EwsObject | undefined)?.$each?.length ?? 0
}
