/** A text that is part of no other: a part of a request, once kept, keeps all of the request in memory. */
export function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}
