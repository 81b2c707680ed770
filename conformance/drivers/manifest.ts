import { readFile } from 'node:fs/promises'

import { parse } from 'yaml'
import { z } from 'zod'

import { ConformanceError } from '../conformance-error.js'

const node = z.strictObject({
  number: z.int().min(1).max(6),
  /** Program and arguments. Left out for a node that is already running. */
  command: z.array(z.string()).min(1).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  /** Where to put the subject document; a node that is already running watches that file. */
  subjectFile: z.string().optional(),
})

const manifest = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  /** What the subject offers: 1 Exchange and AD, 2 also public Webex, 3 also /connector/v1. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(3),
  nodes: z.array(node).min(1).max(6),
  /** Real seconds: how long to wait for the first subscription of every user. */
  startSeconds: z.number().positive().default(60),
  /** Real seconds without any work of the subject after which it has come to rest. */
  quietSeconds: z.number().positive().default(1),
  /** Real seconds without any work after which an expected effect is given up. */
  patienceSeconds: z.number().positive().default(8),
  /** Check ids that are known to fail; one that passes makes this list stale. */
  expectedFailures: z.array(z.string()).default([]),
})

/** How to configure, start and stop a connector under test. */
export type Manifest = z.infer<typeof manifest>
export type ManifestNode = Manifest['nodes'][number]

/** Reads `connector.yaml`. Throws MANIFEST_INVALID with the place and the reason. */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConformanceError(
      'MANIFEST_INVALID',
      `The manifest ${path} cannot be read. Name one with --manifest.`,
      {
        cause,
      },
    )
  })
  return parseManifest(text, path)
}

export function parseManifest(text: string, path: string): Manifest {
  const result = manifest.safeParse(parse(text))
  if (result.success) return result.data
  throw new ConformanceError(
    'MANIFEST_INVALID',
    `${path} is not a connector manifest:\n${z.prettifyError(result.error)}`,
  )
}

/** The reference connector: two nodes of `exwex connector`. */
export function referenceManifest(exwex: readonly string[]): Manifest {
  const node = (number: number) => ({
    number,
    command: [...exwex, 'connector', '--node', String(number)],
  })
  return manifest.parse({ version: 1, name: 'reference connector', nodes: [node(1), node(2)] })
}
