import type { Clock } from '../../core/index.js'
import type { Directory } from '../create-directory.js'
import type { LdifSource } from './load-ldif.js'

/** Does `loadLdif`, whose code is loaded when there is something to load. */
export async function fillFromLdif(
  directory: Directory,
  clock: Clock,
  sources: readonly LdifSource[],
): Promise<void> {
  if (sources.length === 0) return
  const { loadLdif } = await import('./load-ldif.js')
  loadLdif(directory, clock, sources)
}
