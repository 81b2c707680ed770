import { LabError } from '../../../core/index.js'
import type { ShellError } from '../shell-error.js'

/** What the shell says when an administration refuses, by the code of the refusal. */
export type Translations = Readonly<Record<string, (error: LabError) => ShellError>>

/** Does something, and says in the shell's words why it cannot be done. */
export function translated<Result>(translations: Translations, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    const translation = error instanceof LabError ? translations[error.code] : undefined
    if (translation === undefined) throw error
    throw translation(error as LabError)
  }
}
