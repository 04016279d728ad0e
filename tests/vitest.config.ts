import shared from '../vitest.shared.ts'

/** Tests that no single package owns. Those that need Python are `npm run interop`. */
export default {
  ...shared,
  test: {
    ...shared.test,
    include: ['**/*.test.ts'],
    exclude: ['interop/**', '**/node_modules/**', 'fixtures/**'],
  },
}
