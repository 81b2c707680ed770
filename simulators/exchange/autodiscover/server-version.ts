/** The numbers of a product version that Autodiscover tells. */
export interface ServerVersion {
  readonly major: number
  readonly minor: number
  readonly build: number
}

const STRUCTURE = 7
const FLAG = 1

/**
 * `ServerVersion` in hexadecimal: 4 bits structure, 6 major, 6 minor, 1 flag, 15 build, so that 15.1.2507 is
 * `73C189CB`. @source ews.md 8.2
 */
export function renderServerVersion({ major, minor, build }: ServerVersion): string {
  const upper = (STRUCTURE << 12) | (major << 6) | minor
  const lower = (FLAG << 15) | build
  return (upper.toString(16).padStart(4, '0') + lower.toString(16).padStart(4, '0')).toUpperCase()
}
