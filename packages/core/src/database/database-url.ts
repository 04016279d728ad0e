import { InvalidDatabaseUrl } from './errors.ts'

/** Where a database URL points: a file (or memory) for SQLite, a server for Postgres. */
export type DatabaseLocation =
  | { readonly dialect: 'sqlite'; readonly path: string; readonly displayUrl: string }
  | { readonly dialect: 'postgresql'; readonly url: URL; readonly displayUrl: string }

const memoryUrls: ReadonlySet<string> = new Set([
  'sqlite::memory:',
  'sqlite://:memory:',
  'sqlite:///:memory:',
])
const sqlitePrefix = 'sqlite:///'

/** Path that stands for a database in memory, which ends with its connection. */
export const memoryPath = ':memory:'

/**
 * Reads a database URL as LaminDB writes it. A SQLite path stands after three slashes literally, without
 * percent-encoding, so an absolute POSIX path makes four slashes.
 *
 * @throws {@link InvalidDatabaseUrl}
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (memoryUrls.has(url)) return { dialect: 'sqlite', path: memoryPath, displayUrl: url }
  if (url.startsWith(sqlitePrefix)) {
    const path = url.slice(sqlitePrefix.length)
    if (path === '') throw new InvalidDatabaseUrl(url, 'it names no file')
    return { dialect: 'sqlite', path, displayUrl: url }
  }
  if (url.startsWith('postgresql://')) return parsePostgresUrl(url)
  throw new InvalidDatabaseUrl(hidePassword(url), 'its scheme is neither sqlite nor postgresql')
}

/** The URL of the SQLite file at an absolute path; on Windows with forward slashes. */
export function sqliteUrl(path: string): string {
  return path === memoryPath ? 'sqlite::memory:' : sqlitePrefix + path.replaceAll('\\', '/')
}

/**
 * Whether a database needs no network beyond this machine. Everything about SQLite is local; Postgres is by its host
 * name (or by a socket folder).
 */
export function isLocalDatabase(location: DatabaseLocation): boolean {
  if (location.dialect === 'sqlite') return true
  const host = location.url.searchParams.get('host') ?? location.url.hostname
  return (
    host === '' ||
    host.startsWith('/') ||
    ['localhost', '127.0.0.1', '0.0.0.0', '[::1]', '::1'].includes(host)
  )
}

function parsePostgresUrl(text: string): DatabaseLocation {
  const url = URL.parse(text)
  if (url === null) throw new InvalidDatabaseUrl(hidePassword(text), 'it is not a valid URL')
  if (url.pathname.length < 2) throw new InvalidDatabaseUrl(hidePassword(text), 'it names no database')
  return { dialect: 'postgresql', url, displayUrl: hidePassword(text) }
}

/** Everything between the user name and the last `@`, because passwords may hold any character. */
function hidePassword(url: string): string {
  return url.replace(/^([a-z0-9+.-]+:\/\/[^:@/]*):.*@/i, '$1:***@')
}
