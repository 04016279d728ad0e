import { join } from 'node:path'

import type { Dialect } from './schema/dialects.ts'

/** Path in a module's package of the tables as its last migration leaves them. */
export const snapshotFile = (dialect: Dialect): string =>
  join('src', 'migrations', `snapshot.${dialect}.json`)
