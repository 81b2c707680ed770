import { z } from 'zod'
import type { CloudClient } from '../webex-cloud/rest.js'

const device = z.looseObject({ url: z.string(), webSocketUrl: z.string(), userId: z.string() })

/** A registered device: its address names us to the KMS, its socket brings events. */
export type Device = Readonly<z.infer<typeof device>>

/** Registers this node as a device of the machine account. @source webex.md 7 */
export async function registerDevice(client: CloudClient, wdm: string, hostname: string): Promise<Device> {
  const body = {
    name: hostname,
    deviceType: 'WEB',
    model: 'exwex-connector',
    localizedModel: 'exwex-connector',
    systemName: 'EXWEX_CONNECTOR',
    systemVersion: '1.0.0',
  }
  return device.parse(
    await client.call({ method: 'POST', url: `${wdm}/devices?includeUpstreamServices=all`, body }),
  )
}
