/** The stream cipher RC4, which OpenSSL 3 has no more and NTLM needs. @source MS-NLMP 6 (RC4K) */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  let mixed = 0
  for (let at = 0; at < 256; at++) {
    mixed = (mixed + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255
    swap(state, at, mixed)
  }
  let drawn = 0
  return Buffer.from(data).map((octet, index) => {
    const at = (index + 1) & 255
    drawn = (drawn + (state[at] ?? 0)) & 255
    swap(state, at, drawn)
    return octet ^ (state[((state[at] ?? 0) + (state[drawn] ?? 0)) & 255] ?? 0)
  }) as Buffer
}

function swap(state: Uint8Array, one: number, other: number): void {
  const kept = state[one] ?? 0
  state[one] = state[other] ?? 0
  state[other] = kept
}
