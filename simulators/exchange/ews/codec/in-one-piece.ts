/** XML as one piece of memory: what is put together of many strings would be so anew in each document that it is in. */
export function inOnePiece(xml: string, { isAscii }: { readonly isAscii: boolean }): string {
  const encoding = isAscii ? 'latin1' : 'utf8'
  return Buffer.from(xml, encoding).toString(encoding)
}
