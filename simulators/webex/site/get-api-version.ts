import { openOperation } from './operation.js'
import { field } from './xml/fields.js'
import { flag, group } from './xml/request-schema.js'

/** The release of the XML API that the site stands for; WBS 31 has what `@webex` needs. @source XML API 10.0.0 SP5.10 release notes; HC-212 */
export const API_VERSION = { apiVersion: 'WebEx XML API V10.0.0', release: 'SP5.10', train: 'WBS31' } as const

interface Version {
  readonly apiVersion: string
  readonly release: string
  readonly train: string | undefined
}

/** GetAPIVersion: it needs no security context. @source developer.cisco.com, GetAPIVersion; @inferred the name of the train */
export const getApiVersion = openOperation('anybody', {
  name: 'ep.GetAPIVersion',
  request: group({ returnTrainReleaseVersion: flag() }),
  handle: (_call, { returnTrainReleaseVersion }): Version => ({
    ...API_VERSION,
    train: returnTrainReleaseVersion === true ? API_VERSION.train : undefined,
  }),
  answer: {
    type: 'ep:getAPIVersionResponse',
    fields: [
      field('ep:apiVersion', ({ apiVersion }: Version) => apiVersion),
      field('ep:release', ({ release }: Version) => release),
      field('ep:trainReleaseVersion', ({ train }: Version) => train),
    ],
  },
})
