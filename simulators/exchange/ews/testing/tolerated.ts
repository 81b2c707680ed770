import { knownQuirk } from './corpus/oracle-quirks.js'

/** Requests that the schema allows and the product refuses all the same, by what is in them. */
const REFUSED_THOUGH_VALID: readonly RegExp[] = [
  // no document type is let in, whatever it declares: @inferred from the .NET reader's default
  /<!DOCTYPE/,
]

/** Whether a complaint against an accepted request is a mistake of the validator. */
export function isMistaken(complaint: string): boolean {
  return knownQuirk(complaint) !== undefined
}

export function isRefusedThoughValid(request: string): boolean {
  return REFUSED_THOUGH_VALID.some((pattern) => pattern.test(request))
}

/**
 * A frame as the schema would have it: the product writes two elements of streams in the namespace of messages.
 * @source ews.md 9
 */
export function frameBySchema(document: string): string {
  return document
    .replaceAll(/<(\/?)m:Notification>/g, '<$1t:Notification>')
    .replaceAll(/<(\/?)m:SubscriptionId>/g, '<$1t:SubscriptionId>')
}
