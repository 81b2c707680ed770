import type { Clock } from '../clock/clock.js'
import type { FaultAct, FaultStage, FaultSubject } from '../faults/fault.js'
import type { Faults } from '../faults/faults.js'
import type { Journaled } from './journal-step.js'
import type { Next, Step } from './pipeline.js'

/** A fault other than a delay: the protocol carries it out in its own form. */
export type ProtocolFault = Exclude<FaultAct, { kind: 'delay' }>

export interface FaultStepOptions<Interaction> {
  readonly faults: Faults
  readonly clock: Clock
  readonly stage: FaultStage
  readonly subject: (interaction: Interaction) => FaultSubject
  /** Carries the fault out; the steps that follow do not run. */
  readonly strike: (interaction: Interaction, fault: ProtocolFault) => Promise<void> | void
}

/** Lets the lab's fault rules act at one stage. A delay passes in lab time and then goes on. */
export function faulted<Interaction extends Journaled>(
  options: FaultStepOptions<Interaction>,
): Step<Interaction> {
  const { faults, clock, stage, subject, strike } = options
  return (interaction, next) => (faults.isEmpty ? next() : act(interaction, next))

  async function act(interaction: Interaction, next: Next): Promise<void> {
    const struckBy = subject(interaction)
    const struck = faults.strike(stage, struckBy)
    if (struck === undefined) return next()

    const { act } = struck
    interaction.entry.update({ faults: [struck.rule] })
    if (act.kind !== 'delay' && act.kind !== 'silence') return strike(interaction, act)
    const release = faults.hold(struckBy.via)
    try {
      if (act.kind === 'silence') return await strike(interaction, act)
      await clock.sleep(act.ms)
    } finally {
      release()
    }
    return next()
  }
}
