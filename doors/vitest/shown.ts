/** An expectation on one line: `{"subject": "Planning", "request": /One/}`. */
export function shown(expected: object): string {
  const parts = Object.entries(expected)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]: [string, unknown]) => `"${name}": ${shownValue(value)}`)
  return `{${parts.join(', ')}}`
}

function shownValue(value: unknown): string {
  if (value instanceof RegExp) return String(value)
  return JSON.stringify(value)
}
