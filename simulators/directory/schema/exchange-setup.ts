/**
 * Base attributes that Exchange setup adds to the partial attribute set, so that a Global Catalog answers them.
 * @source ldap.md 7 (recalled from Microsoft's lists of changes by release)
 */
export const IN_PARTIAL_SET_BY_EXCHANGE: ReadonlySet<string> = new Set(['proxyAddresses', 'thumbnailPhoto'])
