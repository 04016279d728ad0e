import { fileURLToPath } from 'node:url'

/** `import` is not among them: with it, `require('pg-pool')` would get the ESM build, which `pg` cannot subclass. */
const conditions = ['lamin-source', 'node']

/** Settings that every package's vitest shares: workspace packages resolve to their sources, and a Postgres runs. */
export default {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: [fileURLToPath(new URL('./tests/postgres/start-postgres.ts', import.meta.url))],
  },
}
