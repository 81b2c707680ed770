/** One turn of the event loop: every promise that is ready has run, and sockets had their say. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
