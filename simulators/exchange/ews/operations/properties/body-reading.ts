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
  const wishes = readWishes(shape)
  const maximum = readMaximum(shape)
  const formOf = (name: string) => (text(shape, name) ?? form) as BodyForm
  return {
    questions: {
      whole: { part: 'whole', form, wishes, maximum },
      unique: { part: 'unique', form: formOf('UniqueBodyType'), wishes, maximum },
      normalized: {
        part: 'normalized',
        form: formOf('NormalizedBodyType'),
        wishes: wishes.filter ? wishes : { ...wishes, filter: true },
        maximum,
      },
    },
    tellsTruncation:
      !requestedVersion.startsWith('Exchange2007') && !requestedVersion.startsWith('Exchange2010'),
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
  const value = text(shape, name)
  return value === 'true' || value === '1'
}

/** None, zero and less mean the whole body. @inferred */
function readMaximum(shape: EwsObject | undefined): number | undefined {
  const maximum = Number(text(shape, 'MaximumBodySize') ?? 0)
  return maximum > 0 ? maximum : undefined
}

/** Bodies as they are stored. */
export const STORED_BODIES = readBodyReading(undefined, '')
