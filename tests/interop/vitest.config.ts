import { fileURLToPath } from 'node:url'

import shared from '../../vitest.shared.ts'

/** Tests against Python LaminDB. They name what they lack and fail; nothing is skipped. */
export default {
  ...shared,
  test: {
    ...shared.test,
    include: ['**/*.test.ts'],
    globalSetup: [...shared.test.globalSetup, fileURLToPath(new URL('./check-oracle.ts', import.meta.url))],
    // Importing Python LaminDB takes seconds, its migrations on Postgres half a minute.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
}
