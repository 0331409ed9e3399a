// One configuration for the whole repository. Engines (Postgres, Redis) are started once by scripts/test.mjs.
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
];
module.exports = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/libs/testing/jest/one-realm.cjs',
  runtime: '<rootDir>/libs/testing/jest/shared-runtime.cjs',
  testMatch: ['<rootDir>/{apps,libs,migrations,scripts,bench,docker,k8s}/**/*.test.{ts,tsx}'],
  transform: { '^.+\\.(t|j|mj)sx?$': swc },
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|uuid|openid-client|oauth4webapi|otplib|@otplib|@scure|@noble|rrule-temporal|temporal-polyfill|temporal-spec|temporal-utils|@seriousme|@kelp)/)',
  ],
  moduleNameMapper: { '\\.css$': '<rootDir>/libs/testing/no-style.ts' },
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/apps/web/.next', '<rootDir>/.kelp'],
  globalSetup: '<rootDir>/libs/testing/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/global-teardown.ts',
  testTimeout: 30000,
};
