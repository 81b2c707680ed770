import type { ProductName, ProductVersion } from '../../versions/index.js'

/** What Autodiscover calls the versions that it can be asked in, oldest first. @source ews.md 8.3 */
const SCHEMAS = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
] as const

/** @inferred 2016 and later name no schema of EWS newer than this. */
const NEWEST: Readonly<Record<ProductName, (typeof SCHEMAS)[number]>> = {
  '2010': 'Exchange2010_SP2',
  '2013': 'Exchange2013_SP1',
  '2016': 'Exchange2015',
  '2019': 'Exchange2015',
  se: 'Exchange2015',
  online: 'Exchange2015',
}

/**
 * What a client may write as RequestedServerVersion. It is a list of Autodiscover's own: `V2015_10_05`, which EWS
 * takes, is none of them. @observed ews-managed-api, issue 140
 * @inferred Exchange2012, and that a server takes no version newer than itself
 */
const REQUESTABLE = [
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2012',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
  'Exchange2016',
] as const

const NEWEST_REQUEST: Readonly<Record<ProductName, (typeof REQUESTABLE)[number]>> = {
  '2010': 'Exchange2010_SP2',
  '2013': 'Exchange2013_SP1',
  '2016': 'Exchange2016',
  '2019': 'Exchange2016',
  se: 'Exchange2016',
  online: 'Exchange2016',
}

export function newestSchema({ name }: ProductVersion): string {
  return NEWEST[name]
}

/** The value of EwsSupportedSchemas. */
export function supportedSchemas({ name }: ProductVersion): string {
  return SCHEMAS.slice(0, SCHEMAS.indexOf(NEWEST[name]) + 1).join(', ')
}

export function isRequestable({ name }: ProductVersion, version: string): boolean {
  return (REQUESTABLE as readonly string[])
    .slice(0, REQUESTABLE.indexOf(NEWEST_REQUEST[name]) + 1)
    .includes(version)
}
