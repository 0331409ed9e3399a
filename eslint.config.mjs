import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

/** What may not be written, with the reason and what to write instead. */
const banned = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Business time comes from ctx.now(), so that tests own it.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Use ctx.newId() or randomToken().',
  },
];

export default typescript.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/.next/**',
      '**/dist/**',
      '**/coverage/**',
      '.kelp/**',
      '**/next-env.d.ts',
      'libs/api-client/operations.d.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.recommended],
    plugins: { 'react-hooks': reactHooks },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true }],
    },
  },
  {
    files: ['**/*.tsx', 'libs/ui/**/*.ts'],
    rules: {
      'no-console': ['error', { allow: ['warn'] }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['**/*.tsx'],
    ignores: ['libs/ui/feedback/dialog.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@mantine/core',
              importNames: ['Modal'],
              message: 'Use Dialog of @kelp/ui: it knows those above it.',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120, skipComments: true }] } },
  {
    files: ['libs/modules/**/*.ts'],
    ignores: ['**/*.test.ts', '**/ui/**'],
    rules: { 'no-restricted-syntax': ['error', ...banned] },
  },
  // A migration is a list of statements; cutting it up would only hide their order.
  {
    files: ['**/*.test.{ts,tsx}', 'bench/**', '**/testing/**', 'migrations/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 600 }] },
  },
  { files: ['apps/scheduler/kelp.ts', 'apps/scheduler/commands/**', 'bench/**'], rules: { 'no-console': 'off' } },
);
