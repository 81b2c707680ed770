import { at } from '../../xml/element.js'
import { element } from '../../xml/write.js'
import type { EwsConnection } from '../ews-connection.js'
import { requireSuccess } from '../soap.js'

export interface IdConversion {
  readonly id: string
  readonly mailbox: string
  readonly from: 'EwsId' | 'EntryId' | 'HexEntryId' | 'OwaId' | 'StoreId'
  readonly to: 'EwsId' | 'EntryId' | 'HexEntryId' | 'OwaId' | 'StoreId'
}

/** ews.md 4.1 · writes an id in another format. */
export async function convertId(ews: EwsConnection, conversion: IdConversion): Promise<string> {
  const source = element('t:AlternateId', {
    Format: conversion.from,
    Id: conversion.id,
    Mailbox: conversion.mailbox,
  })
  const [message] = await ews.call(
    element('m:ConvertId', { DestinationFormat: conversion.to }, element('m:SourceIds', {}, source)),
  )
  return at(message && requireSuccess(message), 'AlternateId')?.attributes['Id'] ?? ''
}
