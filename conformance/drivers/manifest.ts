import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

import { z } from 'zod'

import { ConformanceError } from '../conformance-error.js'
import { type Feature, FEATURES, featureNames, featuresOfLevel } from '../requirements/feature.js'
import { readYaml } from './yaml-text.js'

const node = z
  .strictObject({
    number: z.int().min(1).max(6).describe('1 is the primary, which registers the cluster.'),
    command: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Program and arguments. Left out for a node that is already running or started by hand.'),
    directory: z
      .string()
      .optional()
      .describe('Working directory of the command; default: the directory of the manifest.'),
    environment: z
      .record(z.string(), z.string())
      .default({})
      .describe('Further environment variables. EXWEX_SUBJECT is always set. Values may hold placeholders.'),
    files: z
      .record(z.string(), z.string())
      .default({})
      .describe('Files to write before the start: path in the state folder, and content with placeholders.'),
    subjectFile: z
      .string()
      .optional()
      .describe('Where to put the subject document; a node that is already running waits for that file.'),
    stateDir: z
      .string()
      .optional()
      .describe('The state folder as the node sees it, where that differs: in a container.'),
    sharedDir: z.string().optional().describe('The shared folder as the node sees it.'),
    caFile: z.string().optional().describe("The file of the lab's authority as the node sees it."),
  })
  .refine((made) => made.command !== undefined || made.subjectFile !== undefined, {
    message: 'Give the node a command, or a subjectFile that the running node waits for.',
  })

const manifest = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    name: z.string().min(1).describe('The name in the reports.'),
    level: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .default(3)
      .describe(
        'What the subject is given and judged by: 1 Exchange and Active Directory, 2 also the public Webex REST and site APIs, 3 also /connector/v1.',
      ),
    features: z
      .array(z.enum(featureNames() as [Feature, ...Feature[]]))
      .optional()
      .describe('What the subject has; default: every feature of its level. The rest is "not implemented".'),
    nodes: z.array(node).min(1).max(6),
    relays: z
      .strictObject({
        listen: z.string().default('127.0.0.1').describe('Address that the relays listen on.'),
        host: z.string().default('127.0.0.1').describe('Name by which the nodes reach them.'),
      })
      .prefault({})
      .describe('For a harness that does not share its loopback with the nodes.'),
    startSeconds: z
      .number()
      .positive()
      .default(60)
      .describe('Real seconds: how long to wait for the first subscription of every user.'),
    quietSeconds: z
      .number()
      .positive()
      .default(1)
      .describe('Real seconds without any work of the subject after which it has come to rest.'),
    patienceSeconds: z
      .number()
      .positive()
      .default(8)
      .describe('Real seconds without any work after which an expected effect is given up.'),
    expectedFailures: z
      .array(z.string())
      .default([])
      .describe('Checks that are known to fail; one that passes makes this list stale.'),
  })
  .superRefine((made, context) => {
    made.features?.forEach((feature, index) => {
      if (FEATURES[feature].level > made.level)
        context.addIssue({
          code: 'custom',
          path: ['features', index],
          message: `"${feature}" needs level ${FEATURES[feature].level}, and this subject is of level ${made.level}. Raise the level, or leave the feature out.`,
        })
    })
    made.nodes.forEach(({ number }, index) => {
      if (made.nodes.findIndex((other) => other.number === number) !== index)
        context.addIssue({
          code: 'custom',
          path: ['nodes', index, 'number'],
          message: `There is a node ${number} already. Give each node a number of its own.`,
        })
    })
  })

/** How to configure, start and stop a connector under test. */
export type Manifest = z.infer<typeof manifest>
export type ManifestNode = Manifest['nodes'][number]

/** Reads `connector.yaml`. Throws MANIFEST_INVALID with the line and the reason. */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConformanceError(
      'MANIFEST_INVALID',
      `The manifest ${path} cannot be read. Name one with --manifest, or write one with "exwex init".`,
      { cause },
    )
  })
  return parseManifest(text, path)
}

export function parseManifest(text: string, path: string): Manifest {
  const yaml = readYaml(text, path)
  const result = manifest.safeParse(yaml.value)
  if (result.success) return located(result.data, dirname(resolve(path)))
  const problems = result.error.issues
    .flatMap(problemsOf)
    .map(({ place, message }) => `  ${path}:${yaml.lineOf(place)}: ${place.join('.')}: ${message}`)
  throw new ConformanceError(
    'MANIFEST_INVALID',
    `${path} is not a connector manifest:\n${problems.join('\n')}`,
  )
}

interface Problem {
  readonly place: readonly PropertyKey[]
  readonly message: string
}

/** An unknown key is a problem of its own line, not of the object around it. */
function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ place: issue.path, message: issue.message }]
  return issue.keys.map((key) => ({
    place: [...issue.path, key],
    message: 'There is no such setting. Remove it, or look at "exwex init --schema" for how it is called.',
  }))
}

/** Paths in a manifest are relative to the manifest. */
function located(made: Manifest, directory: string): Manifest {
  const nodes = made.nodes.map((one) => ({
    ...one,
    directory: resolve(directory, one.directory ?? '.'),
    ...(one.subjectFile === undefined ? {} : { subjectFile: resolve(directory, one.subjectFile) }),
  }))
  return { ...made, nodes }
}

/** The features that a subject declares, or every one that its level can have. */
export function declaredFeatures({ features, level }: Manifest): ReadonlySet<Feature> {
  return new Set(features ?? featuresOfLevel(level))
}

/** The JSON Schema of `connector.yaml`, for editors. */
export function manifestSchema(): unknown {
  return z.toJSONSchema(manifest, { io: 'input', target: 'draft-7' })
}

/** The reference connector: two nodes of `exwex connector`. */
export function referenceManifest(exwex: readonly string[]): Manifest {
  const run = (number: number) => ({
    number,
    command: [...exwex, 'connector', '--node', String(number)],
  })
  return manifest.parse({ version: 1, name: 'reference connector', nodes: [run(1), run(2)] })
}
