import tseslint from 'typescript-eslint'

/** The one module per product in which time and chance may be taken from the machine. */
const TIME_AND_CHANCE = [
  'simulators/core/**',
  'connector/time-and-chance/**',
  'conformance/time-and-chance/**',
  'clients/time-and-chance/**',
]

const WALL_CLOCK = "Take time from the product's Clock: only its time-and-chance module reads the machine's."
const DICE = "Take chance from the product's Random and Ids: only its time-and-chance module throws dice."

const timeAndChance = {
  'no-restricted-globals': [
    'error',
    ...['Date', 'setTimeout', 'setInterval', 'setImmediate', 'performance'].map((name) => ({
      name,
      message: WALL_CLOCK,
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: DICE },
    { object: 'crypto', property: 'randomUUID', message: DICE },
    { object: 'process', property: 'hrtime', message: WALL_CLOCK },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        { name: 'node:crypto', importNames: ['randomUUID'], message: DICE },
        { name: 'node:timers', message: WALL_CLOCK },
        { name: 'node:timers/promises', message: WALL_CLOCK },
        { name: 'node:perf_hooks', message: WALL_CLOCK },
      ],
    },
  ],
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '**/generated/**',
      'report/**',
      'coverage/**',
      'examples/**',
      'test/fixtures/**',
      'test/types/*.fixture.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 350 }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        {
          selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
          message: "Throw the product's own error, with a code.",
        },
      ],
    },
  },
  { files: ['**/*.ts'], ignores: [...TIME_AND_CHANCE, '**/*.config.ts'], rules: timeAndChance },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.test.ts', 'test/**', '**/testing/**'],
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/max-params': 'off' },
  },
)
