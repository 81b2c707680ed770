import { collectionOf } from '../../core/index.js'

/**
 * One value of a linked attribute that may have many: `from` names `to` in `attribute`. A link is a record of its
 * own, so that a change of one member is one change, and the back link is found without a scan.
 */
export interface Link {
  /** Schema name of the forward attribute: `member`, `publicDelegates`. */
  readonly attribute: string
  readonly from: string
  readonly to: string
}

export function linkKey({ attribute, from, to }: Link): string {
  return `${attribute}:${from}:${to}`
}

export const links = collectionOf<Link>()('directory', 'links', {
  key: linkKey,
  indexes: { from: (link) => link.from, to: (link) => link.to },
  streams: () => ['directory.entries'],
})
