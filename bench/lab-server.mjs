// The lab as it is built, with the throttling policy that deployment guides give to the account of a connector: what
// is measured goes on for longer than the default policy lets anybody work without delays.
import { serveLab } from './lab-process.mjs'

const POLICY = `
  New-ThrottlingPolicy -Name "CalendarConnectorPolicy" -EWSMaxConcurrency unlimited -EWSMaxBurst unlimited \
    -EWSRechargeRate unlimited -EWSCutOffBalance unlimited -EWSMaxSubscriptions 5000
  Set-ThrottlingPolicyAssociation -Identity "CalendarConnectorAcct" -ThrottlingPolicy "CalendarConnectorPolicy"
`

await serveLab({}, async (lab) => {
  const refused = (await lab.shell.run(POLICY)).find(({ kind }) => kind === 'error')
  if (refused !== undefined) throw new Error('The lab has refused the policy.', { cause: refused.error })
  return {}
})
