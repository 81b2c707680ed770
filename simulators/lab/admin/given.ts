type Given<Choice> = { readonly [Key in keyof Choice]: Exclude<Choice[Key], undefined> }

/** Without the keys that are undefined. */
export function given<Choice extends object>(choice: Choice): Given<Choice> {
  return Object.fromEntries(
    Object.entries(choice).filter(([, value]) => value !== undefined),
  ) as Given<Choice>
}
