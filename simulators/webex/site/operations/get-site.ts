import type { SiteOperation } from '../operation.js'

/**
 * GetSite: what the site says of itself.
 * @source webex.md 13 names the block `siteInstance`, and the site UUID that a connector shows; @inferred their fields
 */
export const getSite: SiteOperation = {
  access: 'account',
  run: ({ site }) => ({
    type: 'ns1:getSiteResponse',
    content: [
      [
        'ns1:siteInstance',
        [
          [
            'ns1:metaData',
            [
              ['ns1:isEnterprise', 'true'],
              ['ns1:siteName', site.name.split('.')[0] ?? site.name],
              ['ns1:siteURL', site.name],
              ['ns1:siteID', site.id],
              ['ns1:siteUUID', site.uuid],
            ],
          ],
        ],
      ],
    ],
  }),
}
