import type { RequestVersion } from './request-version.js'

export type ProductName = '2010' | '2013' | '2016' | '2019' | 'online'

/** What differs on the wire between the releases of the product. @source ews.md 1.3, 1.7 */
export interface ProductVersion {
  readonly name: ProductName
  /** The numbers of `ServerVersionInfo`. */
  readonly build: {
    readonly major: number
    readonly minor: number
    readonly majorBuild: number
    readonly minorBuild: number
  }
  /** The `Version` attribute of `ServerVersionInfo`. */
  readonly schemaVersion: string
  /** The newest `RequestServerVersion` that is accepted. */
  readonly newestRequest: RequestVersion
  /** How a version that no release knows is refused. */
  readonly unknownVersionCode: 'ErrorInvalidServerVersion' | 'ErrorInvalidRequest'
  readonly iis: string
  readonly aspNet: string
  /** Front ends and back ends are named in response headers, and there is a health check page. */
  readonly hasFrontEnd: boolean
}

export const PRODUCT_VERSIONS: Readonly<Record<ProductName, ProductVersion>> = {
  // 2010 SP3: there is no schema version of its own
  '2010': {
    name: '2010',
    build: { major: 14, minor: 3, majorBuild: 279, minorBuild: 2 },
    schemaVersion: 'Exchange2010_SP2',
    newestRequest: 'Exchange2010_SP2',
    unknownVersionCode: 'ErrorInvalidServerVersion',
    iis: 'Microsoft-IIS/7.5',
    aspNet: '2.0.50727',
    hasFrontEnd: false,
  },
  '2013': {
    name: '2013',
    build: { major: 15, minor: 0, majorBuild: 1497, minorBuild: 2 },
    schemaVersion: 'V2_23',
    newestRequest: 'Exchange2013_SP1',
    unknownVersionCode: 'ErrorInvalidServerVersion',
    iis: 'Microsoft-IIS/8.5',
    aspNet: '4.0.30319',
    hasFrontEnd: true,
  },
  '2016': {
    name: '2016',
    build: { major: 15, minor: 1, majorBuild: 2375, minorBuild: 28 },
    schemaVersion: 'V2017_07_11',
    newestRequest: 'V2017_07_11',
    unknownVersionCode: 'ErrorInvalidServerVersion',
    iis: 'Microsoft-IIS/10.0',
    aspNet: '4.0.30319',
    hasFrontEnd: true,
  },
  // captured: a request for "Exchange2019" is answered as invalid
  '2019': {
    name: '2019',
    build: { major: 15, minor: 2, majorBuild: 1544, minorBuild: 11 },
    schemaVersion: 'V2017_07_11',
    newestRequest: 'V2017_07_11',
    unknownVersionCode: 'ErrorInvalidRequest',
    iis: 'Microsoft-IIS/10.0',
    aspNet: '4.0.30319',
    hasFrontEnd: true,
  },
  online: {
    name: 'online',
    build: { major: 15, minor: 20, majorBuild: 8769, minorBuild: 35 },
    schemaVersion: 'V2018_01_08',
    newestRequest: 'Exchange2016',
    unknownVersionCode: 'ErrorInvalidServerVersion',
    iis: 'Microsoft-IIS/10.0',
    aspNet: '4.0.30319',
    hasFrontEnd: true,
  },
}

export const DEFAULT_PRODUCT: ProductName = '2016'
