/** What a node does, step by step: one name and a few plain facts each. Never a secret, a body or a subject. */
export type StepName =
  | 'started'
  | 'registered'
  | 'joined'
  | 'running'
  | 'assigned'
  | 'unassigned'
  | 'located'
  | 'subscribed'
  | 'unsubscribed'
  | 'streaming'
  | 'activated'
  | 'failed'
  | 'skipped'
  | 'decorated'
  | 'published'
  | 'withdrawn'
  | 'out-of-office'
  | 'scheduled'
  | 'answered'
  | 'alarm-raised'
  | 'alarm-cleared'
  | 'stopped'

export type StepFacts = Readonly<Record<string, string | number | boolean | null>>

export interface Step {
  readonly event: StepName
  readonly facts: StepFacts
}

export interface Steps {
  report(event: StepName, facts?: StepFacts): void
}

export function createSteps(listen: (step: Step) => void): Steps {
  return { report: (event, facts = {}) => listen({ event, facts }) }
}
