import { type Person, createPerson } from '../../clients/index.js'
import type { Stage } from '../cases/case.js'
import { ConformanceError } from '../conformance-error.js'
import type { Lab } from '../drivers/lab.js'
import type { Manifest } from '../drivers/manifest.js'
import { type ReadyDocument, secretsIn } from '../drivers/ready-document.js'
import type { Subject } from '../drivers/subject.js'
import type { Activity } from '../observation/activity.js'
import { createAdministrator } from '../observation/administrator.js'
import { evidenceOf } from '../observation/evidence.js'
import { createEwsReader } from '../observation/ews-call.js'
import type { Interposition } from '../observation/interposition.js'
import type { Observed } from '../observation/observed.js'
import { personalRoom } from '../observation/personal-room.js'
import { presenceOf } from '../observation/presence.js'
import { createRedaction } from '../observation/redaction.js'
import { awaitEffect, settle } from '../observation/rest.js'
import type { PublicApi } from '../observation/public-api.js'
import { spacesForTwo, spacesTitled } from '../observation/spaces.js'
import { allUploads, deletionsOf } from '../observation/uploads.js'
import { askCalendarService } from '../observation/webex-app.js'
import { openedResources } from '../opened-resources.js'
import type { Ledger } from '../relays/ledger.js'
import { requirement } from '../requirements/table.js'
import { realNow } from '../time-and-chance/clock.js'
import { organizationOf } from './organization.js'
import { allEntries } from './journal-entries.js'
import { type Scope, standingOf } from './standing.js'

const HOUR_MS = 3_600_000

export interface StageOptions {
  readonly manifest: Manifest
  readonly lab: Lab
  readonly subject: Subject
  readonly ledger: Ledger
  readonly activity: Activity
  readonly scope: Scope
  readonly interposition: Interposition
}

/** Sets the stage for the cases; disposing of it logs the people out. */
export function openStage(options: StageOptions): Stage & AsyncDisposable {
  const { manifest, lab, subject, ledger, activity, scope, interposition } = options
  const { ready, ca } = lab
  const resources = openedResources()
  const person = (name: string): Person => resources.use(createPerson(personOptions(name, lab)))
  const administrator = createAdministrator({ ...ready.webexCloud, ca })
  const redact = createRedaction([...secretsIn(ready), ...subject.secrets])
  const firstSlot = Math.ceil(realNow() / HOUR_MS) * HOUR_MS + 24 * HOUR_MS
  const readEws = createEwsReader()
  let slots = 0
  let last: { readonly count: number; readonly observed: Promise<Observed> } | undefined
  return {
    level: scope.level,
    features: scope.features,
    nodes: subject.nodes,
    judges: (id) => standingOf(requirement(id), scope).kind === 'judged',
    organization: organizationOf(ready),
    people: { alice: person('alice'), bob: person('bob'), carol: person('carol') },
    now: realNow(),
    slot() {
      const start = firstSlot + (slots += 1) * HOUR_MS
      return { start, end: start + HOUR_MS / 2 }
    },
    settle: (effect) =>
      settle(
        activity,
        { quietMs: manifest.quietSeconds * 1000, patienceMs: manifest.patienceSeconds * 1000 },
        effect,
      ),
    awaits: (effect, seconds) => awaitEffect(activity, effect, seconds * 1000),
    clock: realNow,
    calls: () => readEws(ledger.exchanges()),
    observe() {
      const count = ledger.exchanges().length
      if (last?.count !== count) last = { count, observed: observe(options, { redact, readEws }) }
      return last.observed
    },
    personalRoom: ({ mail }) => personalRoom(mail, { ...ready.webexSite, ca }),
    spaces: ({ mail }, title) => spacesTitled(title, publicApi(lab, mail)),
    spacesForTwo: ({ mail }, other) => spacesForTwo(other.mail, publicApi(lab, mail)),
    presence: ({ mail }) => presenceOf(mail, publicApi(lab, 'dave')),
    entitles: administrator.entitles,
    configures: administrator.configures,
    asksApp: ({ mail }, operation, body) => askCalendarService(operation, body, publicApi(lab, mail)),
    beforeNext: interposition.beforeNext,
    uploads: ({ uid }) => allUploads(ledger).filter(({ meeting }) => meeting.source.iCalUid === uid),
    allUploads: () => allUploads(ledger),
    deletions: (meetingId) => deletionsOf(ledger, meetingId),
    decrypt: (keyUrl, jwe) => lab.admin.decrypt(keyUrl, jwe),
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  }
}

interface Eyes {
  readonly redact: (text: string) => string
  readonly readEws: ReturnType<typeof createEwsReader>
}

/** Reads everything there is to see; cases that look at the same moment share it. */
async function observe({ lab, subject, ledger }: StageOptions, { redact, readEws }: Eyes): Promise<Observed> {
  const journal = await allEntries(lab.admin, subject.endpointSets)
  const exchanges = [...ledger.exchanges()]
  return {
    journal,
    exchanges,
    ews: readEws(exchanges),
    frames: [...ledger.frames()],
    evidence: (shown) => evidenceOf(shown, journal, redact),
  }
}

function personOptions(name: string, { ready, ca }: Lab) {
  const user = userOf(ready, name)
  return {
    mail: user.mail.toLowerCase(),
    url: ready.exchange.ews,
    credentials: { username: user.upn, password: user.password },
    authentication: 'ntlm' as const,
    ca,
  }
}

/** The public API as a person sees it. */
function publicApi({ ready, ca }: Lab, name: string): PublicApi {
  return { api: ready.webexCloud.api, token: userOf(ready, name).webexToken ?? '', ca }
}

/** @param name mail address, or the part before its @. */
function userOf(ready: ReadyDocument, name: string): ReadyDocument['users'][number] {
  const found = ready.users.find(
    ({ mail }) => mail.toLowerCase() === name || mail.toLowerCase().startsWith(`${name}@`),
  )
  if (found !== undefined) return found
  throw new ConformanceError(
    'OBSERVATION',
    `The organization has no user "${name}". Use the default organization.`,
  )
}
