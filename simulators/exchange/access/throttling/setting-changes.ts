import { LabError } from '../../../core/index.js'
import type { ProductName } from '../../versions/index.js'
import { knows, THROTTLING_PARAMETERS, type ThrottlingParameter } from './parameters.js'
import type { ThrottlingLimit, ThrottlingSettings } from './policy.js'

/** Parameters as cmdlets give them; null is `$null`. */
export type SettingChanges = Readonly<Partial<Record<ThrottlingParameter, ThrottlingLimit | null>>>

const LARGEST = 2 ** 32 - 1

/**
 * The settings of a policy after a change. `$null` switches a limit off in 2010, which has no word for that; later
 * releases have `Unlimited`, and `$null` leaves the decision to the next wider policy. @source ews.md 7.4; @inferred
 * the latter
 */
export function changedSettings(
  product: ProductName,
  settings: ThrottlingSettings,
  changes: SettingChanges,
): ThrottlingSettings {
  const changed: Partial<Record<ThrottlingParameter, ThrottlingLimit>> = { ...settings }
  for (const name of Object.keys(changes) as ThrottlingParameter[]) {
    const value = changes[name]
    if (value === undefined) continue
    mustBeKnown(product, name)
    if (value !== null) changed[name] = checked(product, name, value)
    else if (product === '2010') changed[name] = 'Unlimited'
    else delete changed[name]
  }
  return changed
}

function mustBeKnown(product: ProductName, name: ThrottlingParameter): void {
  if (knows(product, name)) return
  throw new LabError('THROTTLING_PARAMETER', {
    message: `Policies of Exchange ${product} have no parameter ${name}.`,
    hint: `It belongs to ${THROTTLING_PARAMETERS[name].products.join(', ')}.`,
  })
}

function checked(product: ProductName, name: ThrottlingParameter, value: ThrottlingLimit): ThrottlingLimit {
  const isGood =
    value === 'Unlimited' ? product !== '2010' : Number.isInteger(value) && value >= 0 && value <= LARGEST
  if (isGood) return value
  throw new LabError('THROTTLING_VALUE', {
    message: `${name} cannot be ${value}.`,
    hint: product === '2010' ? 'Give a whole number, or $null.' : 'Give a whole number, or Unlimited.',
  })
}
