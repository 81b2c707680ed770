/** Starts a stopwatch; the function tells the milliseconds of real time that have passed. */
export function stopwatch(): () => number {
  const began = process.hrtime.bigint()
  return () => Number(process.hrtime.bigint() - began) / 1e6
}
