// The cases of the evidence that the lab answers otherwise on purpose, and why.
export const EXPECTED_FAILURES = {}
