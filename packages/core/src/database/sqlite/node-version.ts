import { UnsupportedNodeVersion } from '../errors.ts'

/** The oldest Node whose native interface the SQLite driver understands; on older ones it crashes with a signal. */
const required = '22.17.0'

/**
 * To be called before `better-sqlite3` is loaded.
 *
 * @param found - version without `v`, as in `process.versions.node`
 * @throws {@link UnsupportedNodeVersion}
 */
export function requireNodeForSqlite(found: string): void {
  if (compare(parts(found), parts(required)) < 0) throw new UnsupportedNodeVersion(found, required)
}

function parts(version: string): readonly number[] {
  return version.split('.').slice(0, 2).map(Number)
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0)
}
