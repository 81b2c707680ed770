import { openedResources } from '../opened-resources.js'
import { secretsIn } from './ready-document.js'
import { type SubjectNode, type SubjectOptions, startSubjectNode } from './subject-node.js'

export type { SubjectNode, SubjectOptions } from './subject-node.js'

/** The connector under test, each node behind relays of its own. */
export interface Subject extends AsyncDisposable {
  readonly nodes: readonly SubjectNode[]
  /** Names of the endpoint sets that the nodes use, the journal's `via`. */
  readonly endpointSets: readonly string[]
  /** Passwords and keys in the subject documents, for redaction. */
  readonly secrets: readonly string[]
  /** Throws SUBJECT_START when a node that should run has ended. */
  requireRunning(): Promise<void>
}

export async function startSubject(options: SubjectOptions): Promise<Subject> {
  await using started = openedResources()
  const nodes: SubjectNode[] = []
  for (const node of options.manifest.nodes) nodes.push(started.use(await startSubjectNode(node, options)))
  const resources = started.release()
  return {
    nodes,
    endpointSets: nodes.map((node) => node.endpointSet),
    secrets: nodes.flatMap((node) => secretsIn(node.document)),
    requireRunning: async () => {
      for (const node of nodes) await node.requireRunning()
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  }
}
