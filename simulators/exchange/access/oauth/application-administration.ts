import { createHash } from 'node:crypto'
import { put, remove, type World } from '../../../core/index.js'
import { applications, type Application } from './application.js'

/** The applications of the organization, as an administrator registers them. */
export interface ApplicationAdministration {
  /** Registers an application, or changes what is known of it. */
  register(application: Application): void
  application(appId: string): Application | undefined
  applications(): readonly Application[]
  unregister(appId: string): void
}

export function createApplicationAdministration(world: World): ApplicationAdministration {
  const commit = (write: ReturnType<typeof remove>) =>
    world.commit({ cause: 'application-administration', reason: 'ApplicationSet', writes: [write] })
  return {
    register: (application) => void commit(put(applications, application)),
    application: (appId) => world.get(applications, appId.toLowerCase()),
    applications: () => [...world.all(applications)].map(({ record }) => record),
    unregister: (appId) => void commit(remove(applications, appId.toLowerCase())),
  }
}

/** What is kept of a client secret. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
