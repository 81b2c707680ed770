import type { Difference } from './difference.js'
import { sinceRelease } from './difference.js'
import type { RequestVersion } from './request-version.js'

/** The numbers of `ServerVersionInfo`. */
export interface Build {
  readonly major: number
  readonly minor: number
  readonly majorBuild: number
  readonly minorBuild: number
}

/**
 * What differs between the releases, as far as it is not a matter of the version that a request names (`features.ts`)
 * or of a table with a home of its own (throttling, Autodiscover, the cmdlets). A product has each of these by name.
 */
export const DIFFERENCES = {
  build: row<Build>({
    topic: 'Protocol',
    what: 'Numbers in `ServerVersionInfo`, and in `ServerVersion` of Autodiscover',
    source: 'ews.md 1.7 (captures)',
    values: {
      '2010': build('14.3.279.2'),
      '2013': build('15.0.1497.2'),
      '2016': build('15.1.2375.28'),
      '2019': build('15.2.1544.11'),
      se: build('15.2.2562.17'),
      online: build('15.20.8769.35'),
    },
  }),
  schemaVersion: row<string>({
    topic: 'Protocol',
    what: '`Version` of `ServerVersionInfo`; 2010 SP3 has no schema version of its own',
    source: 'ews.md 1.7 (captures)',
    values: {
      ...sinceRelease({ '2010': 'Exchange2010_SP2', '2013': 'V2_23', '2016': 'V2017_07_11' }),
      online: 'V2018_01_08',
    },
  }),
  newestRequest: row<RequestVersion>({
    topic: 'Protocol',
    what: 'Newest `RequestServerVersion` that is accepted',
    source: 'ews.md 1.7',
    values: {
      ...sinceRelease<RequestVersion>({
        '2010': 'Exchange2010_SP2',
        '2013': 'Exchange2013_SP1',
        '2016': 'V2017_07_11',
      }),
      online: 'Exchange2016',
    },
  }),
  unknownVersionCode: row<'ErrorInvalidServerVersion' | 'ErrorInvalidRequest'>({
    topic: 'Protocol',
    what: 'Fault for a `RequestServerVersion` that no release knows, such as `Exchange2019`',
    source: 'ews.md 1.5 (captures); for SE inferred from 2019',
    values: sinceRelease({
      '2010': 'ErrorInvalidServerVersion',
      '2019': 'ErrorInvalidRequest',
      online: 'ErrorInvalidServerVersion',
    }),
  }),
  newOperationCode: row<'ErrorInvalidRequest' | 'ErrorInvalidOperation'>({
    topic: 'Protocol',
    what: 'Fault for an operation of 2013 or later, such as `MarkAllItemsAsRead`: unknown, or not offered here',
    source:
      'Microsoft, EWS operations in Exchange (which are of 2013); ews.md 1.5; ErrorInvalidOperation is inferred',
    values: sinceRelease({ '2010': 'ErrorInvalidRequest', '2013': 'ErrorInvalidOperation' }),
  }),
  iis: row<string>({
    topic: 'HTTP',
    what: '`Server` header',
    source: 'ews.md 1.3 (captures)',
    values: sinceRelease({
      '2010': 'Microsoft-IIS/7.5',
      '2013': 'Microsoft-IIS/8.5',
      '2016': 'Microsoft-IIS/10.0',
    }),
  }),
  aspNet: row<string>({
    topic: 'HTTP',
    what: '`X-AspNet-Version` header',
    source: 'ews.md 1.3 (captures)',
    values: sinceRelease({ '2010': '2.0.50727', '2013': '4.0.30319' }),
  }),
  hasFrontEnd: row<boolean>({
    topic: 'Servers',
    what: 'A front end hands requests to the server with the mailbox, and headers name both (`X-FEServer`, `X-BEServer`)',
    source: 'ews.md 1.3, 1.10',
    values: sinceRelease({ '2010': false, '2013': true }),
  }),
  hasHealthPage: row<boolean>({
    topic: 'Servers',
    what: '`/EWS/healthcheck.htm` for load balancers',
    source: 'ews.md 1.1',
    values: sinceRelease({ '2010': false, '2013': true }),
  }),
  givesOverrideCookie: row<boolean>({
    topic: 'Servers',
    what: '`X-BackEndOverrideCookie` for a client that prefers to stay on a server',
    source: 'ews.md 1.10',
    values: sinceRelease({ '2010': false, '2013': true }),
  }),
  frontEndHeaders: row<readonly string[]>({
    topic: 'HTTP',
    what: 'Further headers in which front ends of the service name themselves',
    source: 'ews.md 1.3 (captures)',
    values: sinceRelease<readonly string[]>({
      '2010': [],
      online: ['X-CalculatedFETarget', 'X-FEProxyInfo'],
    }),
  }),
  servicePage: row<'page' | 'redirect'>({
    topic: 'HTTP',
    what: 'Answer to GET of `Exchange.asmx`: a page about the service, or a redirect to its WSDL',
    source: 'ews.md 1.1 (inferred)',
    values: sinceRelease({ '2010': 'page', '2013': 'redirect' }),
  }),
  hidesOpenResponse: row<boolean>({
    topic: 'Operations and properties',
    what: '`ResponseType` of a meeting request is left out until its recipient has answered',
    source: 'ews.md 1.7 (MS-OXWSMTGS appendix C)',
    values: sinceRelease({ '2010': true, '2013': false }),
  }),
  refusesStoreEntryId: row<boolean>({
    topic: 'Operations and properties',
    what: '`StoreEntryId` in CreateItem is `ErrorInvalidPropertySet`; later releases pass over it',
    source: 'MS-OXWSCORE appendix C <62> (2010 SP2)',
    values: sinceRelease({ '2010': true, '2013': false }),
  }),
  takesIsOnlineMeeting: row<boolean>({
    topic: 'Operations and properties',
    what: 'Clients can set `IsOnlineMeeting`',
    source: 'MS-OXWSMTGS appendix C <17>',
    values: sinceRelease({ '2010': true, '2016': false }),
  }),
  zoneNameOfSingles: row<boolean>({
    topic: 'Operations and properties',
    what: '`TimeZone`, the display name, is shown of single appointments too, not of series alone',
    source: 'ews.md 1.7 (MS-OXWSMTGS appendix C); Online inferred',
    values: sinceRelease({ '2010': true, '2016': false }),
  }),
  webClientForm: row<'path' | 'view model'>({
    topic: 'Operations and properties',
    what: 'Form of `WebClientReadFormQueryString`: of Outlook Web App, or of Outlook on the web',
    source:
      'Microsoft, How to synchronize items, How to get attachments by using EWS in Exchange (examples of 15.0.731, 15.0.939); for 2010 inferred',
    values: sinceRelease({ '2010': 'path', '2013': 'view model' }),
  }),
} as const

function row<Value>(difference: Difference<Value>): Difference<Value> {
  return difference
}

function build(numbers: string): Build {
  const [major = 0, minor = 0, majorBuild = 0, minorBuild = 0] = numbers.split('.').map(Number)
  return { major, minor, majorBuild, minorBuild }
}
