import type { Lab } from '../drivers/lab.js'
import { type Subject, startSubject } from '../drivers/subject.js'
import { type Activity, followActivity } from '../observation/activity.js'
import { ewsCalls } from '../observation/ews-call.js'
import { createRedaction } from '../observation/redaction.js'
import { subscriptionsMade } from '../observation/subscriptions.js'
import { type Ledger, createLedger } from '../relays/ledger.js'
import { NO_SABOTAGE } from '../relays/sabotage.js'
import { organizationOf } from '../runner/organization.js'
import { realNow } from '../time-and-chance/clock.js'
import { secretsIn } from '../drivers/ready-document.js'
import type { Finding } from './finding.js'
import type { Patient } from './manifest-lines.js'
import { examineTraffic } from './on-the-wire.js'

/** A mistake that shows for this long will not go away by itself. */
const CERTAIN_MS = 3_000

export interface RunningOptions extends Patient {
  readonly lab: Lab
  /** An empty directory. */
  readonly directory: string
}

interface Watched extends RunningOptions {
  readonly ledger: Ledger
  readonly subject: Subject
}

/** Starts the subject, watches its relays until it serves everybody or plainly fails, and tells what was seen. */
export async function examineRunning(options: RunningOptions): Promise<readonly Finding[]> {
  const ledger = createLedger()
  await using subject = await startSubject({ ...options, ledger, sabotage: NO_SABOTAGE })
  await using activity = followActivity(options.lab.admin, subject.endpointSets)
  const watched = { ...options, ledger, subject }
  await watch(watched, activity)
  const ended = await endedNodes(watched)
  const seen = examineTraffic(trafficOf(ledger))
  if (seen.length > 0) return seen
  if (ended.length > 0) return ended
  return isServing(watched) ? [] : [...silentNodes(watched), ...notSubscribed(watched)].slice(0, 1)
}

async function watch(watched: Watched, activity: Activity): Promise<void> {
  const began = realNow()
  const boundMs = watched.manifest.startSeconds * 1000
  let firstSeen: number | undefined
  while (realNow() - began < boundMs && !isServing(watched)) {
    if ((await endedNodes(watched)).length > 0) return
    if (examineTraffic(trafficOf(watched.ledger)).length > 0) firstSeen ??= realNow()
    if (firstSeen !== undefined && realNow() - firstSeen > CERTAIN_MS) return
    await activity.next()
  }
}

function trafficOf(ledger: Ledger) {
  return { exchanges: ledger.exchanges(), contacts: ledger.contacts() }
}

function isServing(watched: Watched): boolean {
  const isListening = ewsCalls(watched.ledger.exchanges()).some(
    ({ operation, exchange }) => operation === 'GetStreamingEvents' && exchange.answer?.status === 200,
  )
  return isListening && unserved(watched).length === 0
}

function unserved({ lab, ledger }: Watched): readonly string[] {
  const made = new Set(subscriptionsMade(ewsCalls(ledger.exchanges())).map(({ mailbox }) => mailbox))
  return organizationOf(lab.ready).enabled.filter((mail) => !made.has(mail))
}

async function endedNodes({ subject, manifest, locate, lab }: Watched): Promise<readonly Finding[]> {
  const redact = createRedaction([...secretsIn(lab.ready), ...subject.secrets])
  const findings = subject.nodes.map(async (node, index): Promise<readonly Finding[]> => {
    const code = await node.exitCode()
    if (code === 'running') return []
    const said = redact(node.output()).trim().split('\n').slice(-8).join('\n')
    return [
      {
        ailment: 'node-ended',
        seen: `node ${node.number} ended with ${code === null ? 'a signal' : `code ${code}`}${said === '' ? ', without a word' : `; it said last:\n${said}`}`,
        where: locate('nodes', index, 'command'),
        fix: `A node runs until it is told to end (SIGTERM). Start it by hand to see more: EXWEX_SUBJECT=… ${manifest.nodes[index]?.command?.join(' ') ?? ''}`,
      },
    ]
  })
  return (await Promise.all(findings)).flat()
}

function silentNodes({ subject, ledger, manifest, locate }: Watched): readonly Finding[] {
  const heard = new Set([
    ...ledger.exchanges().map(({ request }) => request.node),
    ...ledger.contacts().map(({ node }) => node),
  ])
  return subject.nodes.flatMap(({ number }, index): readonly Finding[] => {
    if (heard.has(number)) return []
    const isStarted = manifest.nodes[index]?.command !== undefined
    return [
      {
        ailment: 'silent-node',
        seen: `node ${number} opened no connection within ${manifest.startSeconds} s`,
        where: locate('nodes', index, isStarted ? 'command' : 'subjectFile'),
        fix: isStarted
          ? 'Read the subject document that the environment variable EXWEX_SUBJECT names, and connect to the addresses in it: they lead through relays. Addresses of your own are not seen here.'
          : 'Start the node; it must wait for the subject file and read it. In a container, mount the folder of that file, and let relays.host name this machine.',
      },
    ]
  })
}

function notSubscribed(watched: Watched): readonly Finding[] {
  const missing = unserved(watched)
  return [
    {
      ailment: 'not-subscribed',
      seen:
        missing.length === 0
          ? 'everybody was subscribed for, but no streaming connection was opened'
          : `nobody subscribed for ${missing.join(', ')} within ${watched.manifest.startSeconds} s`,
      where: `${watched.locate('startSeconds')} · HC-050`,
      fix: 'Subscribe for each person in the subject document (or assigned by the cloud), then open GetStreamingEvents. A slow start needs a larger startSeconds.',
    },
  ]
}
