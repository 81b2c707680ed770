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
