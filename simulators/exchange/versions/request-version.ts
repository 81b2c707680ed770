/**
 * The values of `RequestServerVersion`, oldest first: the order decides what a request may use.
 * @source types.xsd, ExchangeVersionType
 */
export const REQUEST_VERSIONS = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2009',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2012',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
  'Exchange2016',
  'V2015_10_05',
  'V2016_01_06',
  'V2016_04_13',
  'V2016_07_13',
  'V2016_10_10',
  'V2017_01_07',
  'V2017_04_14',
  'V2017_07_11',
] as const

export type RequestVersion = (typeof REQUEST_VERSIONS)[number]

/** What a request without the header gets. @inferred ews.md 1.7 */
export const UNSTATED_VERSION: RequestVersion = 'Exchange2007_SP1'

const AGE: ReadonlyMap<string, number> = new Map(REQUEST_VERSIONS.map((version, age) => [version, age]))

export function isRequestVersion(text: string): text is RequestVersion {
  return AGE.has(text)
}

/** Whether `version` is `floor` or newer. */
export function isAtLeast(version: RequestVersion, floor: RequestVersion): boolean {
  return (AGE.get(version) ?? -1) >= (AGE.get(floor) ?? -1)
}
