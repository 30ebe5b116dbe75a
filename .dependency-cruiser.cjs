// The walls between the folders (README, 结构). Checked by `npm run check`; each says what to do instead.
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    wall(
      'domain-is-pure',
      'Rules import nothing but rules; pass what they need as an argument.',
      { path: '^server/domain' },
      { pathNot: '^server/domain' },
    ),
    wall(
      'policy-knows-rules-only',
      'A permission is a predicate over facts already loaded.',
      { path: '^server/policy' },
      { pathNot: '^server/(policy|domain)' },
    ),
    wall(
      'miniapp-knows-the-contract',
      'The page knows paths, types and rules; everything else comes over HTTP.',
      { path: '^miniapp', pathNot: '^miniapp/vite' },
      { path: '^(server|bot|entities|jobs|test)', pathNot: '^server/(contract|domain)' },
    ),
    wall(
      'no-zod-on-the-phone',
      'The page takes types and addresses of the contract only (zod costs it 24 kB).',
      { path: '^miniapp', pathNot: '^miniapp/vite' },
      {
        path: '^server/contract|node_modules/zod',
        pathNot: '^server/contract/(addresses|answeredBy|readings|writings)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'features-see-port-and-cards',
      'Features speak to chat platforms through bot/port.ts and bot/cards.',
      { path: '^server/features' },
      { path: '^bot/(feishu|wecom)' },
    ),
    wall(
      'features-below-web',
      'A verb does not know that it is called over HTTP.',
      { path: '^server/features' },
      { path: '^server/(web|chat|demo|compose)|^jobs' },
    ),
    wall(
      'features-through-index',
      'A part uses of another what that one shows in its index.ts.',
      { path: '^server/features/([^/]+)/' },
      { path: '^server/features/[^/]+/', pathNot: '^server/features/($1/|[^/]+/index\\.ts$)' },
    ),
    wall(
      'bot-below-server',
      'Platforms, cards and their port know the rules at most; what is done with an event stands in server/chat.',
      { path: '^bot' },
      { path: '^(server|jobs|entities|miniapp)', pathNot: '^server/domain' },
    ),
    wall(
      'adapters-do-not-know-the-emulator',
      'An adapter that shares code with the emulator agrees with its mistakes.',
      { path: '^bot/(feishu|wecom)' },
      { path: '^(bot/emulator|server|jobs|entities)' },
    ),
    wall(
      'emulator-knows-nothing-of-ours',
      'It is written from the platforms’ documents, not from our code.',
      { path: '^bot/emulator' },
      { path: '^(server|jobs|entities|miniapp|bot/(feishu|wecom|cards|port|inbound))' },
    ),
    wall(
      'demo-stays-outside',
      'Production is built without it: only the demo’s own program (server/demo/run.ts) and tests load it.',
      { path: '^(server|bot|entities|jobs|miniapp)', pathNot: '^(server/demo|bot/emulator)/' },
      { path: '^(server/demo|bot/emulator)/' },
    ),
    wall(
      'entities-are-tables',
      'A table class knows columns and the facts of the rules, nothing more.',
      { path: '^entities' },
      { path: '^(server|bot|jobs)', pathNot: '^server/domain' },
    ),
    wall(
      'database-below-features',
      'The data layer does not know who uses it.',
      { path: '^server/database' },
      { path: '^server/(features|web)|^jobs' },
    ),
    wall(
      'one-door-to-spreadsheets',
      'exceljs is used through server/files/sheet*.ts only.',
      { path: '^(server|bot|jobs)', pathNot: '^server/files' },
      { path: 'node_modules/exceljs' },
    ),
    wall(
      'product-without-tests',
      'What runs at the customer’s does not import tests or development packages.',
      { path: '^(server|bot|entities|jobs)', pathNot: '^server/start' },
      { path: '^test|node_modules/(jest|playwright-core|fast-check|express|sequelize)/' },
    ),
    wall(
      'no-cycles',
      'Two files that need each other are one thing in the wrong shape.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|\\.cache/' },
    enhancedResolveOptions: { extensions: ['.ts', '.mts', '.js', '.vue', '.json'] },
  },
}
