/** XML as one piece of memory: what is put together of many strings would be so anew in each document that it is in. */
export function inOnePiece(xml: string): string {
  return Buffer.from(xml).toString()
}
