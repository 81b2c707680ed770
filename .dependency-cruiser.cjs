/** The arrows of the house: who may know whom. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

/** Each part of the lab and the parts it may not know: everything that stands after it. */
const LAYERS = ['core', 'network', 'directory', 'exchange']

module.exports = {
  forbidden: [
    never('no-circular', {}, { circular: true, dependencyTypesNot: ['type-only'] }, 'Arrows run one way.'),
    never(
      'connector-stands-alone',
      { path: '^connector/' },
      { path: '^(simulators|clients|conformance|cli)/' },
      'The wire is the only contract between the connector and everything else.',
    ),
    never(
      'conformance-is-black-box',
      { path: '^conformance/' },
      { path: '^(simulators|clients|connector|cli)/', pathNot: '^(simulators/lab|clients)/index\\.ts$' },
      'Conformance knows public entry points only.',
    ),
    never(
      'clients-know-the-wire',
      { path: '^clients/' },
      { path: '^(simulators|connector|conformance|cli)/' },
      'Clients speak protocols and know nothing of who answers.',
    ),
    never(
      'simulators-know-no-user',
      { path: '^simulators/' },
      { path: '^(connector|conformance|clients|cli)/', pathNot: '^clients/index\\.ts$' },
      'The lab does not know who uses it.',
    ),
    ...LAYERS.map((layer, at) =>
      never(
        `${layer}-knows-what-is-below`,
        { path: `^simulators/${layer}/` },
        { path: `^simulators/(${[...LAYERS.slice(at + 1), 'webex', 'lab'].join('|')})/` },
        'Arrows run core <- network <- directory <- exchange <- lab.',
      ),
    ),
    never(
      'webex-knows-core-and-network',
      { path: '^simulators/webex/' },
      { path: '^simulators/(directory|exchange|lab)/' },
      'Webex knows only what was provisioned or synchronized to it.',
    ),
    never(
      'ldapjs-behind-one-adapter',
      { pathNot: '^connector/adapters/ldap/ldapjs-client\\.ts$' },
      { path: 'node_modules/ldapjs' },
      'ldapjs is imported by one adapter file per product.',
    ),
    never(
      'nothing-needs-the-cli',
      { pathNot: '^cli/' },
      { path: '^cli/' },
      'The command line is the outermost layer.',
    ),
    never(
      'doors-are-the-way-in',
      { pathNot: '^doors/' },
      { path: '^doors/' },
      'What a test imports stands outside of everything it imports.',
    ),
    never(
      'doors-open-public-entries',
      { path: '^(doors|docker)/', pathNot: '(\\.test\\.ts$|/testing/)' },
      {
        path: '^(simulators|clients|connector|conformance|cli)/',
        pathNot: '^(simulators/lab|clients|connector)/index\\.ts$',
      },
      'Doors join public entry points.',
    ),
    never(
      'tests-stay-out',
      { pathNot: '(\\.test\\.ts$|/testing/|^test/)' },
      { path: '(\\.test\\.ts$|/testing/|^test/)' },
      'Products do not import tests.',
    ),
    never(
      'peers-at-the-doors',
      { path: '^(simulators|clients|connector|conformance|cli)/', pathNot: '(\\.test\\.ts$|/testing/)' },
      { dependencyTypes: ['npm-peer'], dependencyTypesNot: ['type-only'] },
      'vitest, msw and testcontainers are optional: only the doors that need them import them.',
    ),
    never(
      'development-only',
      {
        path: '^(simulators|clients|connector|conformance|cli|doors|docker)/',
        pathNot: '(\\.test\\.ts$|/testing/)',
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
      'What ships depends on what is installed with it.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|report|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
}
