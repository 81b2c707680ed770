import { z } from 'zod'

/** Where the services are, without a slash at the end. */
export interface Services {
  readonly hydra: string
  readonly devices: string
  readonly encryption: string
  readonly calendar: string
  readonly presence: string
  readonly identity: string
}

const links = z.looseObject({
  hydra: z.url(),
  wdm: z.url(),
  encryption: z.url(),
  calendar: z.url(),
  apheleia: z.url(),
  idbroker: z.url(),
})

const catalogue = z.looseObject({ serviceLinks: links })

/** Reads the service catalogue. @source webex.md 5 */
export function readServices(answer: unknown): Services {
  const { serviceLinks } = catalogue.parse(answer)
  const at = (name: keyof z.infer<typeof links>): string => String(serviceLinks[name]).replace(/\/$/, '')
  return {
    hydra: at('hydra'),
    devices: at('wdm'),
    encryption: at('encryption'),
    calendar: at('calendar'),
    presence: at('apheleia'),
    identity: at('idbroker'),
  }
}
