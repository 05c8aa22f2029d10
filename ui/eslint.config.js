import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['dist', 'target', 'src/api/schema.d.ts']),
  {
    files: ['src/**/*.{ts,tsx}', 'e2e/**/*.ts', '*.ts'],
    extends: [typescript.configs.strictTypeChecked, reactHooks.configs.flat.recommended],
    languageOptions: { parserOptions: { project: ['./tsconfig.page.json', './tsconfig.tools.json'] } },
    rules: {
      // Numbers in texts are meant; so are `!` in tests and where the router or the page's own HTML gives the proof.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // About the React compiler, which we do not use.
      'react-hooks/incompatible-library': 'off',
      // The way to leave a member out of a copy.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    // A stand-in for something asynchronous need not wait for anything.
    files: ['src/**/*.test.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    // The router's guards throw redirects, as its documentation asks.
    files: ['src/router.tsx', 'src/routing/routes.ts', 'src/session/guard.ts'],
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
]);
