/** Where this Exchange does otherwise than the schema or the product, by row; the first that fits. */
export const KNOWN_DIFFERENCES: readonly (readonly [row: RegExp, reason: string])[] = [
  [
    /^GetStreamingEvents .*Notification$/,
    'in the namespace of messages, as the product writes it (ews.md 9)',
  ],
  [
    /^GetStreamingEvents .*SubscriptionId$/,
    'in the namespace of messages within ErrorSubscriptionIds (ews.md 9)',
  ],
  [/^4\.10 .*SendNotification/, 'push: the server is the client, no client sends it'],
  [/\bAffectedTaskOccurrences/, 'tasks are not kept'],
  [/\b(ContactsFolder|TasksFolder)$/, 'folders of that class are made and found, their items are not kept'],
]

export function knownDifference(row: string): string {
  return KNOWN_DIFFERENCES.find(([pattern]) => pattern.test(row))?.[1] ?? ''
}
