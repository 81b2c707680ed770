import { Lab, type LabOptions } from '../../simulators/lab/index.js'
import { RECORDING } from '../../simulators/exchange/ews/testing/schema-recorder.js'
import { createPerson, type EwsOptions, type Person } from '../../clients/index.js'

/** A lab for a test: on any free ports, every EWS answer recorded for the check against the schema. */
export function startLab(options: LabOptions = {}): Promise<Lab> {
  const ewsRecording = process.env[RECORDING]
  return Lab.start({ clock: 'manual', ...options, ...(ewsRecording === undefined ? {} : { ewsRecording }) })
}

/** How someone of the lab's organization connects, by alias, with their own credentials. */
export function accessOf(lab: Lab, alias: string): EwsOptions & { readonly mail: string } {
  const user = lab.ready.users.find(({ mail }) => mail.startsWith(`${alias}@`))
  if (user === undefined) throw new TypeError(`There is no ${alias} in this lab.`)
  return {
    mail: user.mail,
    url: lab.ready.exchange.ews,
    credentials: { username: user.upn, password: user.password },
    authentication: 'ntlm',
    ca: lab.caPem,
  }
}

export function personOf(lab: Lab, alias: string): Person {
  return createPerson({ ...accessOf(lab, alias), now: () => lab.clock.now() })
}
