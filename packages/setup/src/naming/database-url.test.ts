import { describe, expect, it } from 'vitest'

import {
  checkDatabaseUrl,
  databaseNameOf,
  isLocalDatabase,
  maskDatabaseUrl,
  protectDatabaseUrl,
} from './database-url.ts'
import { isPlainEnvText } from '../env-file/format-env-file.ts'
import { UnsupportedDatabaseUrl } from '../errors.ts'

describe('database URLs', () => {
  it.each(['postgresql://localhost/db', 'postgresql://u:p@h:5432/db?sslmode=require'])(
    'accepts %s',
    (url) => {
      expect(() => checkDatabaseUrl(url)).not.toThrow()
    },
  )

  it.each(['postgres://h/db', 'sqlite:///x', 'mysql://h/db', 'nothing'])('refuses %s', (url) => {
    expect(() => checkDatabaseUrl(url)).toThrow(UnsupportedDatabaseUrl)
  })

  it('does not repeat a refused URL, which may hold a password', () => {
    expect(() => checkDatabaseUrl('postgres://u:geheim@h/db')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('geheim') as string }),
    )
  })

  it.each([
    [null, true],
    ['sqlite:///x', true],
    ['postgresql://u:p@localhost:5432/db', true],
    ['postgresql://u:p@0.0.0.0:5432/db', true],
    ['postgresql://u:p@127.0.0.1/db', true],
    ['postgresql://u:p@db.example.org:5432/db', false],
  ])('tells whether %s is on this machine: %s', (url, local) => {
    expect(isLocalDatabase(url)).toBe(local)
  })

  it.each([
    ['postgresql://u:p@h:5432/pgtest', 'pgtest'],
    ['postgresql://u:p@h:5432/pgtest?sslmode=require&x=a/b', 'pgtest'],
    ['postgresql://u:p@h', 'u:p@h'],
  ])('takes from %s the name %s', (url, name) => {
    expect(databaseNameOf(url)).toBe(name)
  })

  it.each([
    ['postgresql://u:p@h:5432/db', 'postgresql://u:***@***:5432/db'],
    ['postgresql://u:p@ss@h/db?x=1', 'postgresql://u:***@***/db'],
    ['postgresql://h/db', 'postgresql://***/db'],
    ['not a url', '***'],
  ])('shows %s as %s', (url, shown) => {
    expect(maskDatabaseUrl(url)).toBe(shown)
  })

  it.each([
    ['postgresql://u:p%23$w@h:1/d?a=b', 'postgresql://u:p%23$w@h:1/d?a=b'],
    ['postgresql://u:a #b@h/d', 'postgresql://u:a%20%23b@h/d'],
    ['postgresql://u:a${b}@h/d', 'postgresql://u:a%24{b}@h/d'],
    ['postgresql://u:a\nb@h/d', 'postgresql://u:a%0Ab@h/d'],
  ])('makes %j fit for a settings file: %j', (url, written) => {
    expect(protectDatabaseUrl(url)).toBe(written)
    expect(isPlainEnvText(written)).toBe(true)
  })
})
