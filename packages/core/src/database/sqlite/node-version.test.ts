import { describe, expect, it } from 'vitest'

import { UnsupportedNodeVersion } from '../errors.ts'
import { requireNodeForSqlite } from './node-version.ts'

describe('the guard before the SQLite driver', () => {
  it.each(['22.17.0', '22.18.1', '24.0.0', '100.1.2'])('lets Node %s pass', (version) => {
    expect(() => requireNodeForSqlite(version)).not.toThrow()
  })

  it.each(['20.20.2', '22.16.9', '18.0.0'])('refuses Node %s by name', (version) => {
    expect(() => requireNodeForSqlite(version)).toThrow(UnsupportedNodeVersion)
    expect(() => requireNodeForSqlite(version)).toThrow(version)
  })
})
