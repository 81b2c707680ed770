import type { ProductVersion } from '../versions/index.js'

/** `15.01.2507.039`, or for EWS `15.01.2507.000`. @source ews.md 8.3 */
export function formatBuild({ build }: ProductVersion, minorBuild = build.minorBuild): string {
  const parts = [
    [build.major, 2],
    [build.minor, 2],
    [build.majorBuild, 4],
    [minorBuild, 3],
  ] as const
  return parts.map(([number, width]) => String(number).padStart(width, '0')).join('.')
}
