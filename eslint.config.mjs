import comments from '@eslint-community/eslint-plugin-eslint-comments'
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Their frameworks and tools want a default export, of a page or of a configuration. */
const DEFAULT_EXPORTS = ['**/*.config.{js,mjs,ts}', 'examples/{next,react,vue,server}/**', 'test/apps/**']

const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'A union of texts says the same, and is gone when compiled.' }
const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
const NO_FALSE_CAST = {
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
  message: 'A cast by way of unknown is one that the compiler knows to be false.',
}

const UNUSED = { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true }

/** Prettier decides the form. What stands here finds faults, or holds the house style. */
const everywhere = {
  languageOptions: {
    globals: { ...globals.node, ...globals.browser },
    parserOptions: { ecmaFeatures: { jsx: true } },
  },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  plugins: { comments },
  rules: {
    // An exception says why.
    'comments/require-description': 'error',
    eqeqeq: 'error',
    'max-lines': ['error', 200],
    'max-lines-per-function': ['error', 40],
    // What may throw and may fail is caught in one place, which wants nothing of it.
    'no-empty': ['error', { allowEmptyCatch: true }],
    'no-restricted-syntax': ['error', NO_ENUM, NO_DEFAULT, NO_FALSE_CAST],
    'no-unused-vars': ['error', UNUSED],
    'no-var': 'error',
    'object-shorthand': 'error',
    'prefer-const': 'error',
  },
}

const typed = {
  files: ['src/**/*.ts', 'test/**/*.{ts,mts}'],
  extends: [tseslint.configs.recommendedTypeChecked],
  // The tests' project has the sources in it.
  languageOptions: { parserOptions: { project: './test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
    '@typescript-eslint/no-unused-vars': ['error', UNUSED],
    '@typescript-eslint/prefer-promise-reject-errors': [
      'error',
      { allowThrowingAny: true, allowThrowingUnknown: true },
    ],
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    // Whatever strangers pass is made text, on purpose.
    '@typescript-eslint/no-base-to-string': 'off',
    // No object of ours has a `this`: its methods may be taken off it, and pages do so.
    '@typescript-eslint/unbound-method': 'off',
  },
}

/** What JSON holds is anybody's, a page is what a test says that it is, and a `describe` is a function as long as its file. */
const tests = {
  files: ['test/**/*.{ts,mts}'],
  rules: {
    // So that it does not matter whether there is a build, whose types some import.
    '@typescript-eslint/no-redundant-type-constituents': 'off',
    '@typescript-eslint/no-implied-eval': 'off',
    '@typescript-eslint/no-unsafe-argument': 'off',
    '@typescript-eslint/no-unsafe-assignment': 'off',
    '@typescript-eslint/no-unsafe-call': 'off',
    '@typescript-eslint/no-unsafe-member-access': 'off',
    '@typescript-eslint/no-unsafe-return': 'off',
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/restrict-plus-operands': ['error', { allowAny: true }],
    'max-lines-per-function': 'off',
    'no-control-regex': 'off',
    'no-restricted-syntax': ['error', NO_ENUM, NO_DEFAULT],
  },
}

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/.next/', 'test/.results/', 'test/apps/.cache/', 'test/vendor/']),
  { files: ['**/*.{js,mjs,jsx,ts,mts}'], extends: [js.configs.recommended] },
  everywhere,
  typed,
  tests,
  { files: ['**/*.d.{ts,mts}'], extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked] },
  // The page stays silent; the development build and the sandbox speak.
  { files: ['src/**/*.ts'], ignores: ['src/{debug,sandbox}/**'], rules: { 'no-console': 'error' } },
  { files: DEFAULT_EXPORTS, rules: { 'no-restricted-syntax': ['error', NO_ENUM] } },
  {
    files: ['examples/**'],
    languageOptions: { globals: { introw: false, CookieConsent: false, klaro: false } },
  },
)
