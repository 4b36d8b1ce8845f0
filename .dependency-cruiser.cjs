/** The house: a folder imports only floors below its own (docs/architecture.md). */
const floors = [
  ['math', 'domain'],
  ['indicators', 'features', 'factors', 'metrics', 'state'],
  ['data', 'models', 'risk', 'sandbox', 'llm', 'portfolio'],
  ['backtest'],
  ['validation'],
  ['tools', 'live', 'dashboard'],
  ['nodes'],
  ['graph'],
  ['cli'],
]

const notTests = { pathNot: ['\\.test\\.ts$', '^fixtures/', '^bench/', '^evals/'] }
const stairs = floors.flatMap((rooms, level) =>
  rooms.map((room) => ({
    name: `floor-${level}-${room}`,
    severity: 'error',
    comment: `${room} stands on floor ${level}: it imports only floors below`,
    from: { path: `^${room}/`, ...notTests },
    to: {
      path: [
        ...floors
          .slice(level)
          .flat()
          .filter((other) => other !== room)
          .map((other) => `^${other}/`),
        '^fixtures/',
        '^bench/',
        '^evals/',
      ],
    },
  })),
)

const only = (name, packages, rooms) => ({
  name,
  severity: 'error',
  from: { path: '\\.ts$', pathNot: [`^(${rooms.join('|')})/`, ...notTests.pathNot] },
  to: { path: packages },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...stairs,
    only('only-cli-opens-doors', ['^(live|dashboard)/'], ['cli', 'live', 'dashboard']),
    only('only-nodes-and-graph-know-state', ['^state/'], ['nodes', 'graph', 'state']),
    only('langchain-upstairs', ['node_modules/@langchain/'], ['graph', 'nodes', 'state', 'tools', 'llm']),
    only('duckdb-in-data', ['node_modules/@duckdb/'], ['data']),
    only('exchanges-in-data-and-live', ['node_modules/ccxt/'], ['data', 'live']),
    {
      name: 'only-validation-opens-the-holdout',
      severity: 'error',
      comment: 'everybody else gets bars through data/holdout/researchBars.ts',
      from: { pathNot: ['^validation/', ...notTests.pathNot] },
      to: { path: '^data/holdout/sealedBars\\.ts$' },
    },
    {
      name: 'only-data-loads-whole-datasets',
      severity: 'error',
      from: { pathNot: ['^data/', ...notTests.pathNot] },
      to: { path: '^data/lake/loadBars\\.ts$' },
    },
    {
      name: 'no-orphan-packages',
      severity: 'error',
      from: { pathNot: '\\.(mjs|cjs)$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: '\\.test\\.ts$' }, to: { path: '\\.test\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^node_modules/\\.', '^\\.quantopia', '^coverage'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js'],
    },
  },
}
