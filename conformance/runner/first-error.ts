/** The error that came first, when closing what was open failed as well (`SuppressedError`). */
export function firstError(error: unknown): unknown {
  const isSuppressing = error instanceof Error && 'suppressed' in error
  return isSuppressing ? firstError(error.suppressed) : error
}
