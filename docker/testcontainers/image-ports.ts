/** The ports on which a lab in the image listens: those of `exwex up` without further options. */
export const IMAGE_PORTS = {
  exchange: 8443,
  exchangeHttp: 8080,
  site: 8444,
  cloud: 8445,
  ldap: 3890,
  ldaps: 6360,
  gc: 3268,
  gcs: 3269,
} as const

export const ADMIN_PORT = 7070

export type ImageEndpoint = keyof typeof IMAGE_PORTS

/** How far the ports of a domain controller are from those of the one before it. */
const CONTROLLERS_APART = 100

/** The ports of domain controllers after the first. */
export function controllerPorts(controllers: number): readonly number[] {
  const { ldap, ldaps, gc, gcs } = IMAGE_PORTS
  const further = Array.from({ length: Math.max(0, controllers - 1) }, (_, index) => index + 1)
  return further.flatMap((place) => [ldap, ldaps, gc, gcs].map((port) => port + place * CONTROLLERS_APART))
}
