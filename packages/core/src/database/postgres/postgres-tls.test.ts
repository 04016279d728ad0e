import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { InvalidDatabaseUrl } from '../errors.ts'
import { scratchFolder } from '../test-databases.ts'
import { tlsPlan, withoutTlsParameters, type TlsPlan } from './postgres-tls.ts'

async function plan(parameters: Record<string, string>, requireTls = false): Promise<TlsPlan> {
  const url = new URL('postgresql://ada@db.example.org/lab')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return tlsPlan({ url, displayUrl: url.href, requireTls })
}

describe('encryption of Postgres connections', () => {
  it('is taken where it is to be had, and required on demand, without looking at the certificate', async () => {
    expect(await plan({})).toEqual({ ssl: { rejectUnauthorized: false }, fallback: true })
    expect(await plan({}, true)).toEqual({ ssl: { rejectUnauthorized: false }, fallback: false })
    expect(await plan({ sslmode: 'require' })).toEqual({
      ssl: { rejectUnauthorized: false },
      fallback: false,
    })
  })

  it('follows the mode in the URL before the demand', async () => {
    expect(await plan({ sslmode: 'disable' }, true)).toEqual({ ssl: false, fallback: false })
    expect(await plan({ sslmode: 'prefer' }, true)).toMatchObject({ fallback: true })
    expect(await plan({ host: '/run/postgresql' }, true)).toEqual({ ssl: false, fallback: false })
  })

  it('checks the certificate, and its name only in the full mode', async () => {
    expect(await plan({ sslmode: 'verify-full' })).toEqual({
      ssl: { rejectUnauthorized: true },
      fallback: false,
    })
    const { ssl } = await plan({ sslmode: 'verify-ca' })
    expect(ssl).toMatchObject({
      rejectUnauthorized: true,
      checkServerIdentity: expect.any(Function) as unknown,
    })
  })

  it('reads certificate files, and checks against a root certificate also when it is only required', async () => {
    const path = join(await scratchFolder(), 'root.crt')
    await writeFile(path, 'certificate')
    expect(await plan({ sslmode: 'require', sslrootcert: path })).toMatchObject({
      ssl: { ca: 'certificate', rejectUnauthorized: true },
    })
    const missing = plan({ sslmode: 'verify-full', sslrootcert: `${path}.gone` })
    await expect(missing).rejects.toThrow(InvalidDatabaseUrl)
  })

  it('leaves no parameter to a driver that would read it differently', () => {
    const url = new URL('postgresql://ada@db/lab?sslmode=require&sslrootcert=/x&application_name=notes')
    expect(withoutTlsParameters(url)).toBe('postgresql://ada@db/lab?application_name=notes')
  })
})
