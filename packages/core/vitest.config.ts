import { fileURLToPath } from 'node:url'

import shared from '../../vitest.shared.ts'

// Vitest starts its workers with these conditions too: Node needs the first to resolve modules to their sources, and
// must not get `import`, which would send the `require` calls of CommonJS packages to ES modules.
const conditions = ['lamin-source', 'node']

export default {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    ...shared.test,
    globalSetup: [fileURLToPath(new URL('../../tests/postgres/start-postgres.ts', import.meta.url))],
  },
}
