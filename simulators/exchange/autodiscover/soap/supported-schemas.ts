import {
  isAtLeast,
  REQUEST_VERSIONS,
  type ProductVersion,
  type RequestVersion,
} from '../../versions/index.js'

/** Of the versions of EWS these were never released; Autodiscover does not name them. @source ews.md 8.3 */
const UNRELEASED: readonly RequestVersion[] = ['Exchange2009', 'Exchange2012']

/**
 * What Autodiscover calls the versions that EWS can be asked in, oldest first. @source ews.md 8.3;
 * @inferred 2016 and later name none that is newer than this
 */
const SCHEMAS = REQUEST_VERSIONS.filter(
  (version) => isAtLeast('Exchange2015', version) && !UNRELEASED.includes(version),
)

/**
 * What a client may write as RequestedServerVersion. It is a list of Autodiscover's own: `V2015_10_05`, which EWS
 * takes, is none of them. @observed ews-managed-api, issue 140
 * @inferred Exchange2012, and that a server takes no version newer than itself
 */
const REQUESTABLE = REQUEST_VERSIONS.filter(
  (version) => isAtLeast(version, 'Exchange2010') && isAtLeast('Exchange2016', version),
)

export function newestSchema(product: ProductVersion): string {
  return schemasOf(product).at(-1) ?? ''
}

/** The value of EwsSupportedSchemas. */
export function supportedSchemas(product: ProductVersion): string {
  return schemasOf(product).join(', ')
}

export function isRequestable({ newestRequest }: ProductVersion, version: string): boolean {
  return REQUESTABLE.some((each) => each === version && isAtLeast(newestRequest, each))
}

function schemasOf({ newestRequest }: ProductVersion): readonly RequestVersion[] {
  return SCHEMAS.filter((schema) => isAtLeast(newestRequest, schema))
}
