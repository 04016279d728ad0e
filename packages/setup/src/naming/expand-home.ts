import { join } from 'node:path'

import type { Environment } from '../environment/environment.ts'

/** Replaces a leading `~` by the home directory. */
export function expandHome(environment: Environment, path: string): string {
  return path === '~' || path.startsWith('~/') ? join(environment.home, path.slice(1)) : path
}
