import type { FreeBusyStatus } from '../item.js'
import type { BusyTime, Span } from './busy-times.js'

/** The digit of a status, and which of two wins. @source ews.md 4.14; @inferred the rank of the last two */
const STATUSES: Readonly<Record<FreeBusyStatus, { readonly digit: string; readonly rank: number }>> = {
  Free: { digit: '0', rank: 0 },
  NoData: { digit: '4', rank: 1 },
  WorkingElsewhere: { digit: '4', rank: 2 },
  Tentative: { digit: '1', rank: 3 },
  Busy: { digit: '2', rank: 4 },
  OOF: { digit: '3', rank: 5 },
}

/** One digit for each interval of a span, the last one possibly cut short: the highest status within it. */
export function mergedFreeBusy(
  times: readonly Pick<BusyTime, 'start' | 'end' | 'status'>[],
  { from, to }: Span,
  intervalMs: number,
): string {
  const merged = new Array<FreeBusyStatus>(Math.ceil((to - from) / intervalMs)).fill('Free')
  for (const { start, end, status } of times) {
    const first = Math.max(0, Math.floor((start - from) / intervalMs))
    const past = Math.min(merged.length, Math.ceil((end - from) / intervalMs))
    for (let index = first; index < past; index++) {
      merged[index] = higherStatus(status, merged[index] ?? 'Free')
    }
  }
  return merged.map((status) => STATUSES[status].digit).join('')
}

/** The one of two that tells more against a meeting. */
export function higherStatus(a: FreeBusyStatus, b: FreeBusyStatus): FreeBusyStatus {
  return STATUSES[a].rank > STATUSES[b].rank ? a : b
}
