import type { BodyForm, BodyPart, BodyQuestion } from '../../../calendar/body/convert-body.js'
import type { EwsObject } from '../../tree.js'
import { text } from '../request-parts.js'

/** How an answer shows the bodies of items. */
export interface BodyReading {
  readonly questions: Readonly<Record<BodyPart, BodyQuestion>>
  /** Answers of Exchange 2010 do not say whether a body is cut. @observed */
  readonly tellsTruncation: boolean
}

/** What an `m:ItemShape` says of bodies. @source ews.md 3.1 */
export function readBodyReading(shape: EwsObject | undefined, requestedVersion: string): BodyReading {
  const form = (text(shape, 'BodyType') ?? 'Best') as BodyForm
  const common = { wishes: readWishes(shape), maximum: readMaximum(shape) }
  const formOf = (name: string) => (text(shape, name) ?? form) as BodyForm
  return {
    questions: {
      whole: { ...common, part: 'whole', form },
      unique: { ...common, part: 'unique', form: formOf('UniqueBodyType') },
      normalized: {
        ...common,
        part: 'normalized',
        form: formOf('NormalizedBodyType'),
        wishes: { ...common.wishes, filter: true },
      },
    },
    tellsTruncation: !/^Exchange20(07|10)/.test(requestedVersion),
  }
}

function readWishes(shape: EwsObject | undefined): BodyQuestion['wishes'] {
  return {
    filter: isAsked(shape, 'FilterHtmlContent'),
    blockExternalImages: isAsked(shape, 'BlockExternalImages'),
    blankTargets: isAsked(shape, 'AddBlankTargetToLinks'),
    inlineImageUrl: text(shape, 'InlineImageUrlTemplate'),
  }
}

function isAsked(shape: EwsObject | undefined, name: string): boolean {
  return ['true', '1'].includes(text(shape, name) ?? '')
}

/** None, zero and less mean the whole body. @inferred */
function readMaximum(shape: EwsObject | undefined): number | undefined {
  const maximum = Number(text(shape, 'MaximumBodySize') ?? 0)
  return maximum > 0 ? maximum : undefined
}

/** Bodies as they are stored. */
export const STORED_BODIES = readBodyReading(undefined, '')
