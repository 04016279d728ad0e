import { describe, expect, it } from 'vitest'

import { InvalidModule } from '../errors.ts'
import type { MigrationDef, ModuleMigrations } from './migration.ts'
import { orderedMigrations } from './module-order.ts'

function migration(name: string): MigrationDef {
  return { name, up: { sqlite: async () => [], postgresql: async () => [] } }
}

function module(name: string, dependsOn: readonly string[], names = ['0001_base']): ModuleMigrations {
  return { module: name, dependsOn, migrations: names.map(migration) }
}

describe('the order of migrations', () => {
  it('puts a module after those it depends on, and keeps the order within it', () => {
    const modules = [
      module('pertdb', ['core', 'bionty']),
      module('bionty', ['core'], ['0001_base', '0002_more']),
      module('core', []),
    ]
    expect(orderedMigrations(modules).map((m) => m.id)).toEqual([
      'core.0001_base',
      'bionty.0001_base',
      'bionty.0002_more',
      'pertdb.0001_base',
    ])
  })

  it('needs every dependency', () => {
    expect(() => orderedMigrations([module('bionty', ['core'])])).toThrow(InvalidModule)
    expect(() => orderedMigrations([module('bionty', ['core'])])).toThrow("module 'core'")
  })

  it('refuses a circle', () => {
    const circle = [module('a', ['b']), module('b', ['c']), module('c', ['a'])]
    expect(() => orderedMigrations(circle)).toThrow('a → b → c')
  })

  it('refuses a name that comes twice', () => {
    expect(() => orderedMigrations([module('a', [], ['0001_base', '0001_base'])])).toThrow("'0001_base'")
  })
})
