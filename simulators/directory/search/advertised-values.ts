/**
 * Stands in a kept value for the origin of the Exchange endpoint. A client is told the origin that its own
 * endpoint set advertises, so that what it does next comes in by the same way.
 */
export const EXCHANGE_ORIGIN = '{exchange}'

/** The attribute in which the place-holder may stand. */
export const ADVERTISING_ATTRIBUTE = 'serviceBindingInformation'

/** The value as a client sees it who came by an endpoint set that advertises this Exchange origin. */
export function advertise(kept: string, exchangeOrigin: string): string {
  return kept.startsWith(EXCHANGE_ORIGIN) ? exchangeOrigin + kept.slice(EXCHANGE_ORIGIN.length) : kept
}
