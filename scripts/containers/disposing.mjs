// Node 20 knows no `await using`: does some work and disposes of what it needs, also when it is interrupted.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

export async function disposing(resource, work) {
  const end = (signal) => {
    console.error(`Interrupted by ${signal}: cleaning up.`)
    void resource[Symbol.asyncDispose]().finally(() => process.exit(130))
  }
  for (const signal of SIGNALS) process.once(signal, end)
  try {
    return await work()
  } finally {
    for (const signal of SIGNALS) process.off(signal, end)
    await resource[Symbol.asyncDispose]()
  }
}
