/** Host and port of an address: what a person may read about a server. */
export function host(url: string): string {
  return new URL(url).host
}
