import type {
  AlarmView,
  ClusterView,
  ConnectorView,
  NodeView,
  StatusView,
} from '../../fleet/administration/views.js'
import type { Html } from '../frame/html.js'
import { badge, type Tone } from '../frame/words.js'

type Words<Key extends string> = Readonly<Record<Key, readonly [text: string, tone: Tone]>>

/** @source hybrid-calendar.md HC-233 for the words */
const SERVICE: Words<ClusterView['status'] | ConnectorView['status']> = {
  operational: ['Operational', 'good'],
  impaired: ['Impaired', 'warn'],
  outage: ['Outage', 'bad'],
  maintenanceMode: ['Maintenance', 'plain'],
}

const NODE: Words<NodeView['state']> = {
  joined: ['Not heard of yet', 'plain'],
  live: ['Live', 'good'],
  lost: ['Lost', 'bad'],
}

/** @source hybrid-calendar.md HC-240 for the words */
const USER: Words<StatusView['state']> = {
  activated: ['Activated', 'good'],
  pendingActivation: ['Pending activation', 'warn'],
  error: ['Error', 'bad'],
  deactivated: ['Off', 'plain'],
}

const SEVERITY: Words<AlarmView['severity']> = {
  critical: ['Critical', 'bad'],
  error: ['Error', 'bad'],
  warning: ['Warning', 'warn'],
  alert: ['Alert', 'warn'],
}

const MESSAGE: Words<'info' | 'warning' | 'error'> = {
  info: ['Info', 'plain'],
  warning: ['Warning', 'warn'],
  error: ['Error', 'bad'],
}

function shown<Key extends string>(words: Words<Key>): (key: Key) => Html {
  return (key) => {
    const [text, tone] = words[key]
    return badge(text, tone)
  }
}

export const serviceBadge = shown(SERVICE)
export const nodeBadge = shown(NODE)
export const userBadge = shown(USER)
export const severityBadge = shown(SEVERITY)
export const messageBadge = shown(MESSAGE)
export const offBadge = badge('Off')
