/**
 * One step of handling an interaction. It may stop (by not calling `next`), change or observe; not two of
 * these. What follows it in the list runs inside `next`.
 */
export type Step<Interaction> = (interaction: Interaction, next: () => Promise<void>) => Promise<void>

/** Joins steps into one function, in the order of the list; the first is the outermost. */
export function pipeline<Interaction>(
  steps: readonly Step<Interaction>[],
): (interaction: Interaction) => Promise<void> {
  return steps.reduceRight<(interaction: Interaction) => Promise<void>>(
    (inner, step) => (interaction) => step(interaction, () => inner(interaction)),
    () => Promise.resolve(),
  )
}
