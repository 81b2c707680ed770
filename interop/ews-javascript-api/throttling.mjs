// ews-javascript-api is throttled: it says what it was told, and a program that waits for so long gets its answers.
import { setTimeout as rest } from 'node:timers/promises'
import ews from 'ews-javascript-api'
import { ask, check, shell } from '../check.mjs'
import { people, refusal, serviceOf } from './lab.mjs'

const { Folder, ServiceError, WellKnownFolderName } = ews
const { dave, carol } = people

const open = (person) => refusal(() => Folder.Bind(serviceOf(person), WellKnownFolderName.Calendar))
const isOpen = (answer) => answer instanceof Folder
/** The library rejects with the fault, and keeps its details. */
const backOffMs = (answer) => Number(answer.ErrorDetails?.get('BackOffMilliseconds'))
const isBusy = (answer) => ServiceError[answer?.ResponseCode] === 'ErrorServerBusy'

async function refused() {
  const budgets = await ask('GET', `/v1/exchange/budgets?mailbox=${dave.mail}`)
  return budgets.reduce((sum, budget) => sum + budget.refused, 0)
}

const atFirst = await open(dave)
check('nobody is refused under the default policy', isOpen(atFirst), atFirst)
await shell(
  'New-ThrottlingPolicy -Name InteropJs -EwsMaxBurst 20 -EwsRechargeRate 7200 -EwsCutoffBalance 2\n' +
    `Set-ThrottlingPolicyAssociation -Identity ${dave.upn} -ThrottlingPolicy InteropJs`,
)

const waits = []
const answers = []
for (let asked = 0; answers.length < 12 && asked < 40; asked++) {
  const answer = await open(dave)
  if (isBusy(answer)) {
    waits.push(backOffMs(answer))
    if (waits.length === 1) await checkOthers()
    await rest(backOffMs(answer))
  } else answers.push(answer)
}
check('a client that waits gets all its answers', answers.length === 12 && answers.every(isOpen), answers)
check('after it was refused', waits.length > 0 && (await refused()) === waits.length, [
  waits,
  await refused(),
])
check(
  'and told for how long',
  waits.every((ms) => ms > 0 && ms < 30_000),
  waits,
)
check('never twice for one request', waits.length <= 12, waits)

await shell(
  `Set-ThrottlingPolicyAssociation -Identity ${dave.upn} -ThrottlingPolicy $null\n` +
    'Remove-ThrottlingPolicy InteropJs -Confirm:$false',
)

async function checkOthers() {
  const other = await open(carol)
  check('others go on meanwhile', isOpen(other), other)
}
