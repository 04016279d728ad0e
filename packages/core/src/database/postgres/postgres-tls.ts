import { readFile } from 'node:fs/promises'
import type { ConnectionOptions } from 'node:tls'

import { InvalidDatabaseUrl } from '../errors.ts'

/** How to encrypt: the settings for `pg`, or nothing; `fallback` says that an unencrypted second try is allowed. */
export interface TlsPlan {
  readonly ssl: ConnectionOptions | false
  readonly fallback: boolean
}

const urlParameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const

/** What to put into {@link tlsPlan}. */
export interface TlsRequest {
  readonly url: URL
  readonly displayUrl: string
  /** Applies when the URL has no `sslmode`. */
  readonly requireTls: boolean
}

/**
 * Reads the `ssl…` parameters of a database URL as libpq does. (`pg` gives `require` another meaning: it checks the
 * certificate.) Without `sslmode`, `require` or `prefer` is taken, as `requireTls` says.
 *
 * @see PostgreSQL documentation, "SSL Mode Descriptions"
 * @throws {@link InvalidDatabaseUrl} for an unknown mode or certificate files that cannot be read
 */
export async function tlsPlan({ url, displayUrl, requireTls }: TlsRequest): Promise<TlsPlan> {
  const mode = url.searchParams.get('sslmode') ?? (requireTls ? 'require' : 'prefer')
  if (mode === 'disable' || isSocket(url)) return { ssl: false, fallback: false }
  const files = await certificates(url, displayUrl)
  // With a root certificate at hand libpq treats `require` like `verify-ca`.
  const checked = mode === 'require' && files.ca !== undefined ? 'verify-ca' : mode
  switch (checked) {
    case 'allow':
    case 'prefer':
      return { ssl: { ...files, rejectUnauthorized: false }, fallback: true }
    case 'require':
      return { ssl: { ...files, rejectUnauthorized: false }, fallback: false }
    case 'verify-ca':
      return {
        ssl: { ...files, rejectUnauthorized: true, checkServerIdentity: () => undefined },
        fallback: false,
      }
    case 'verify-full':
      return { ssl: { ...files, rejectUnauthorized: true }, fallback: false }
    default:
      throw new InvalidDatabaseUrl(displayUrl, `'${mode}' is no sslmode`)
  }
}

/** The URL without the parameters that {@link tlsPlan} has dealt with. */
export function withoutTlsParameters(url: URL): string {
  const rest = new URL(url)
  for (const name of urlParameters) rest.searchParams.delete(name)
  return rest.href
}

function isSocket(url: URL): boolean {
  return url.searchParams.get('host')?.startsWith('/') === true
}

async function certificates(
  url: URL,
  displayUrl: string,
): Promise<{ ca?: string; cert?: string; key?: string }> {
  const found: { ca?: string; cert?: string; key?: string } = {}
  for (const [name, field] of [
    ['sslrootcert', 'ca'],
    ['sslcert', 'cert'],
    ['sslkey', 'key'],
  ] as const) {
    const path = url.searchParams.get(name)
    if (path === null || path === 'system') continue
    found[field] = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new InvalidDatabaseUrl(displayUrl, `the ${name} '${path}' cannot be read`, { cause })
    })
  }
  return found
}
