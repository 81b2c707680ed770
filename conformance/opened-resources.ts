/** Collects what has been opened, to close it again in reverse order. (Node 20 has no AsyncDisposableStack.) */
export interface OpenedResources extends AsyncDisposable {
  /** Takes charge of a resource and returns it. */
  use<T extends AsyncDisposable>(resource: T): T
  /** Hands everything over to the caller, who closes it by disposing of the result. */
  release(): AsyncDisposable
}

export function openedResources(): OpenedResources {
  let resources: AsyncDisposable[] = []
  const closeAll = async (opened: readonly AsyncDisposable[]): Promise<void> => {
    const failures: unknown[] = []
    for (const resource of opened.toReversed()) {
      try {
        await resource[Symbol.asyncDispose]()
      } catch (error) {
        failures.push(error) // One that cannot be closed must not keep the others open.
      }
    }
    if (failures.length > 0) throw failures[0]
  }
  return {
    use(resource) {
      resources.push(resource)
      return resource
    },
    release() {
      const released = resources
      resources = []
      return { [Symbol.asyncDispose]: () => closeAll(released) }
    },
    [Symbol.asyncDispose]: () => closeAll(resources),
  }
}
