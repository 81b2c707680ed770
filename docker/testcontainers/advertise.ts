import { ContainerError } from './container-error.js'

/** Tells a lab what its answers shall name from now on: Autodiscover, service connection points, the catalogue. */
export async function advertise(admin: string, origins: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(`${admin}/v1/endpoint-sets/main/advertised`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(origins),
  })
  if (answer.ok) return
  throw new ContainerError(
    'LAB_START',
    `The lab cannot be told its addresses: ${answer.status} ${await answer.text()}. Is the image of this version?`,
  )
}
