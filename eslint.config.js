// One ESLint configuration for all scripts of the repository; prettier handles the layout.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'build/',
      '**/node_modules/',
      '**/dist/',
      '**/.next/',
      '**/vendor/',
      '**/generated/',
      'tests/transcripts/',
      // Quoted as it is.
      'examples/status-page/client/hooks/use-realtime.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // TypeScript detects undeclared names better, and plain scripts run in several environments.
      'no-undef': 'off',
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-expressions': [
        'error',
        { allowTernary: true, allowShortCircuit: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
    },
  },
  {
    files: ['js/**/*.ts'],
    // Options and payloads belong to the app, and Echo's public types use `any` there.
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['js/src/**'],
    // A library prints nothing unless asked; its reports go through the host.
    rules: {
      'no-console': 'error',
      // The build shortens names that end in an underscore; a private name without one would be published.
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'memberLike',
          modifiers: ['private'],
          format: null,
          trailingUnderscore: 'require',
        },
      ],
    },
  },
);
