/** Runs what follows a step; it is done at once, or when the promise resolves. */
export type Next = () => Promise<void> | void

/**
 * One step of handling an interaction. It may stop (by not calling `next`), change or observe; not two of
 * these. What follows it in the list runs inside `next`. A step that waits for nothing need not be async.
 */
export type Step<Interaction> = (interaction: Interaction, next: Next) => Promise<void> | void

/**
 * Joins steps into one function, in the order of the list; the first is the outermost. An interaction has one `next`,
 * which knows how far it has come.
 */
export function pipeline<Interaction>(
  steps: readonly Step<Interaction>[],
): (interaction: Interaction) => Promise<void> | void {
  return (interaction) => {
    let at = 0
    const next: Next = () => steps[at++]?.(interaction, next)
    return next()
  }
}
