import { FEATURES, featuresOfLevel } from '../requirements/feature.js'
import type { Level } from '../requirements/requirement.js'

/** Languages that a starter knows a command for. */
export const LANGUAGES = ['node', 'python', 'java', 'dotnet', 'go'] as const
export type Language = (typeof LANGUAGES)[number]

const COMMANDS: Readonly<Record<Language, readonly string[]>> = {
  node: ['node', 'connector.js'],
  python: ['python3', 'connector.py'],
  java: ['java', '-jar', 'connector.jar'],
  dotnet: ['dotnet', 'connector.dll'],
  go: ['./connector'],
}

/** How each is told of the lab's certificate authority, where an environment variable does it. */
const TRUST: Readonly<Partial<Record<Language, string>>> = {
  node: "NODE_EXTRA_CA_CERTS: '${caFile}'",
  python: "REQUESTS_CA_BUNDLE: '${caFile}'",
  go: "SSL_CERT_FILE: '${caFile}'",
}

const LEVELS: Readonly<Record<Level, string>> = {
  1: 'Exchange and Active Directory alone; join details come with the subject document.',
  2: 'also the public Webex REST API and the XML API of the site.',
  3: 'also the fleet API of exwex, /connector/v1.',
}

export interface StarterOptions {
  readonly language: Language
  readonly level: Level
}

/** A commented `connector.yaml` to start from. */
export function starterManifest({ language, level }: StarterOptions): string {
  const features = featuresOfLevel(level).map((name) => `  - ${name.padEnd(14)} # ${FEATURES[name].title}`)
  const levels = ([1, 2, 3] as const).map((one) => `#   ${one}  ${LEVELS[one]}`)
  const command = COMMANDS[language].map((word) => `'${word}'`).join(', ')
  const trust = TRUST[language]
  return `# How exwex starts and judges this connector:  exwex doctor && exwex conform connector --manifest connector.yaml
# yaml-language-server: $schema=./node_modules/exwex/fixtures/connector.schema.json
version: 1
name: my connector

# What the connector is given, and so what it is judged by:
${levels.join('\n')}
level: ${level}

# What the connector has. Leave out what it lacks: those rows are then reported as not implemented, and fail nothing.
features:
${features.join('\n')}

# Each node gets relays of its own before Exchange, the directory and Webex, and one document that says where
# everything is and who may log on. EXWEX_SUBJECT names that document. Node 1 is the primary.
nodes:
  - number: 1
    # Run in the folder of this file. Placeholders: \${subject} \${node} \${stateDir} \${sharedDir} \${caFile}, and any
    # text of the subject document, such as \${document.exchange.0.username}.
    command: [${command}]
    environment: ${trust === undefined ? '{}' : `\n      ${trust}`}
    # Files to write into the state folder before the start, for a connector with a configuration of its own:
    # files:
    #   settings.ini: |
    #     user = \${document.exchange.0.username}
    # A connector that you start by hand has no command; it waits for this file instead:
    # subjectFile: run/node1.json
  # A second node lets takeover be judged:
  # - number: 2
  #   command: [${command}]

# Where nodes in containers find the relays:
# relays: { listen: 0.0.0.0, host: conform }

startSeconds: 60     # until every user is subscribed for
quietSeconds: 1      # without work: the connector has come to rest
patienceSeconds: 8   # without work: an expected effect is given up

# Checks that are known to fail, so that a pipeline is red only for new ones:
expectedFailures: []
`
}
