import { readFile } from 'node:fs/promises'

import type { Manifest } from '../drivers/manifest.js'
import { readYaml } from '../drivers/yaml-text.js'

/** Says where in the manifest something is: `connector.yaml:12`. */
export type Locate = (...place: readonly PropertyKey[]) => string

/** What is examined: a manifest and where its lines are. */
export interface Patient {
  readonly manifest: Manifest
  readonly locate: Locate
}

export async function locateIn(path: string): Promise<Locate> {
  const yaml = readYaml(await readFile(path, 'utf8'), path)
  return (...place) => `${path}:${yaml.lineOf(place)}`
}
