import type { Command } from 'commander'

/** A verb of the command line: what it is for, and where it is, so that only the one asked for is loaded. */
export interface Verb {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const VERBS: readonly Verb[] = [
  {
    name: 'up',
    summary: 'start a lab: Exchange, Active Directory, a Webex site and a Webex cloud',
    load: async () => (await import('./up.js')).upCommand(),
  },
  {
    name: 'connector',
    summary: 'run one node of the reference connector',
    load: async () => (await import('./connector.js')).connectorCommand(),
  },
  {
    name: 'conform',
    summary: 'judge a connector against the requirements',
    load: async () => (await import('./conform.js')).conformCommand(),
  },
  {
    name: 'init',
    summary: 'write a commented connector.yaml to start from',
    load: async () => (await import('./init.js')).initCommand(),
  },
  {
    name: 'doctor',
    summary: 'find mistakes in the configuration of a connector before a run',
    load: async () => (await import('./doctor.js')).doctorCommand(),
  },
  {
    name: 'clock',
    summary: 'read or advance the time of a lab',
    load: async () => (await import('./clock.js')).clockCommand(),
  },
  {
    name: 'fault',
    summary: 'make a lab misbehave on purpose',
    load: async () => (await import('./fault.js')).faultCommand(),
  },
  {
    name: 'network',
    summary: 'disturb the network between a lab and one of its clients',
    load: async () => (await import('./network.js')).networkCommand(),
  },
  {
    name: 'controllers',
    summary: 'stop, slow or part the domain controllers of a lab',
    load: async () => (await import('./controllers.js')).controllersCommand(),
  },
  {
    name: 'journal',
    summary: 'read what was said over the wires of a lab',
    load: async () => (await import('./journal.js')).journalCommand(),
  },
  {
    name: 'report',
    summary: 'tell what a connector costs Exchange',
    load: async () => (await import('./report.js')).reportCommand(),
  },
  {
    name: 'shell',
    summary: 'type cmdlets of the Exchange Management Shell',
    load: async () => (await import('./shell.js')).shellCommand(),
  },
  {
    name: 'sync',
    summary: 'keep the people of Webex in step with Active Directory',
    load: async () => (await import('./sync.js')).syncCommand(),
  },
  {
    name: 'reset',
    summary: 'put a lab back to how it started',
    load: async () => (await import('./reset.js')).resetCommand(),
  },
]
