// Who may import whom, made from the one ordered list in rooms.json.
const { layers, modules } = require('./rooms.json');

const folderOf = (layer) => (layer === 'modules' ? '^libs/modules/' : layer === 'apps' ? '^apps/' : `^libs/${layer}/`);
const tests = '\\.test\\.tsx?$';

const layerRules = layers.flatMap((layer, index) =>
  layers.slice(index + 1).map((higher) => ({
    name: `${layer}-not-to-${higher}`,
    comment: `${layer} stands below ${higher}: move what is shared down, or use an event or a server slot.`,
    severity: 'error',
    from: { path: folderOf(layer), pathNot: tests },
    to: { path: folderOf(higher) },
  })),
);

const moduleRules = modules.flatMap((module, index) =>
  modules.slice(index + 1).map((higher) => ({
    name: `${module}-not-to-${higher}`,
    comment: `${module} stands below ${higher}: against the arrow only events and server slots travel.`,
    severity: 'error',
    from: { path: `^libs/modules/${module}/`, pathNot: tests },
    to: { path: `^libs/modules/${higher}/` },
  })),
);

const doorRules = modules.map((module) => ({
  name: `through-the-door-of-${module}`,
  comment: `Other rooms enter ${module} by its index, contract, screens or samples only.`,
  severity: 'error',
  from: { path: '^(libs|apps|bench)/', pathNot: `^libs/modules/${module}/` },
  to: {
    path: `^libs/modules/${module}/`,
    pathNot: `^libs/modules/${module}/(index|contract|module|samples|next-auth|screens/index)\\.tsx?$`,
  },
}));

const driver = (name, packages, home) => ({
  name: `only-there-${name}`,
  comment: `${packages.join(', ')}: ${home.join(' and ')} only.`,
  severity: 'error',
  from: { path: '^(libs|apps|migrations)/', pathNot: [...home, tests, '^libs/testing/'] },
  to: { path: packages.map((one) => `^node_modules/${one}/`), dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    ...layerRules,
    ...moduleRules,
    ...doorRules,
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^(libs|apps)/' },
      to: { circular: true, viaOnly: { pathNot: 'node_modules', dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'ui-sees-std-only',
      severity: 'error',
      from: { path: '^libs/ui/', pathNot: tests },
      to: { path: '^libs/(platform|modules)/|^libs/kernel/(?!contract|client)' },
    },
    {
      name: 'screens-see-contracts-only',
      comment:
        'What is drawn in a browser may import contracts and other screens, never a room as a whole: that would ship server code.',
      severity: 'error',
      from: { path: '\\.tsx$|^libs/ui/', pathNot: [tests] },
      to: {
        path: '^libs/(platform|kernel|modules)/',
        pathNot: [
          '/contract\\.ts$',
          '^libs/kernel/client\\.ts$',
          '/ui/',
          '/screens/',
          '/i18n/',
          '\\.json$',
          '/domain/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    driver(
      'drivers',
      ['pg', 'knex', 'bullmq', 'ioredis', 'nodemailer', 'smtp-server', 'mailparser'],
      ['^libs/platform/'],
    ),
    driver(
      'pages',
      ['next', 'react', 'react-dom', '@mantine'],
      ['^libs/ui/', '^apps/web/', '\\.tsx$', '^libs/modules/[^/]+/ui/', '^libs/modules/[^/]+/screens/'],
    ),
    driver('next-auth', ['next-auth'], ['^libs/modules/identity/', '^apps/web/app/api/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.next/', '/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'require', 'types'] },
  },
};
