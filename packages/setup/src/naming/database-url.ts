import { UnsupportedDatabaseUrl } from '../errors.ts'

const scheme = /^([a-z][a-z0-9+.-]*):\/\//i

/**
 * Checks that a URL names a Postgres database.
 *
 * @throws {@link UnsupportedDatabaseUrl} for another scheme, `postgres` and `sqlite` included; the error repeats the scheme
 * only, since the URL may hold a password
 */
export function checkDatabaseUrl(url: string): void {
  const found = scheme.exec(url)?.[1]?.toLowerCase()
  if (found === undefined) throw new UnsupportedDatabaseUrl('it has no scheme; only postgresql is possible.')
  if (found !== 'postgresql')
    throw new UnsupportedDatabaseUrl(`scheme '${found}' is not possible, only postgresql.`)
}

/** Whether a database runs on this machine: none given, SQLite, or a Postgres URL with a host that means this one. */
export function isLocalDatabase(url: string | null): boolean {
  if (url === null || url.startsWith('sqlite://')) return true
  return url.includes('@localhost:') || url.includes('@0.0.0.0:') || url.includes('@127.0.0.1')
}

/** The database that a URL names: the text after its last `/`, without query and fragment. */
export function databaseNameOf(url: string): string {
  const path = url.replace(/[?#].*$/s, '')
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A database URL fit to be shown: host and password are replaced by `***`, query and fragment are left out. */
export function maskDatabaseUrl(url: string): string {
  const parts = /^([^:]+:\/\/)(?:(.*)@)?([^/?#]*)(\/[^?#]*)?/s.exec(url)
  if (parts === null) return '***'
  const [, start = '', credentials, host = '', path = ''] = parts
  const user = credentials?.split(':')[0]
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  return `${start}${user === undefined ? '' : `${user}:***@`}***${port}${path}`
}

/**
 * Percent-encodes what an env file cannot hold: white space, control characters, `#` and the `$` of `${`. Everything
 * else stays as it is, so that a URL without them comes out byte for byte.
 */
export function protectDatabaseUrl(url: string): string {
  // eslint-disable-next-line no-control-regex
  return url.replaceAll(/[\s\u0000-\u001F\u007F#]|\$(?=\{)/g, (character) => encodeURIComponent(character))
}

/** URL of a SQLite file, as Python LaminDB writes it: three slashes and the absolute path. */
export function sqliteUrl(file: string): string {
  return `sqlite:///${file}`
}
