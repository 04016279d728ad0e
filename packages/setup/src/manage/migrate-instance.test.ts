import { describe, expect, it } from 'vitest'

import { checkInstanceMigrations, deployInstanceMigrations } from './migrate-instance.ts'
import { CurrentInstanceNotConfigured } from '../errors.ts'
import { init } from '../init/init.ts'
import { writeInstanceSettings } from '../settings/instance-settings.ts'
import { freshPostgresUrl } from '../testing/fresh-postgres-url.ts'
import { queryInstance } from '../testing/query-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe.each(['sqlite', 'postgresql'] as const)('migrating an instance on %s', (dialect) => {
  const db = async (): Promise<string | undefined> => (dialect === 'sqlite' ? undefined : freshPostgresUrl())

  it('finds nothing to do for a new one', async () => {
    await using home = await temporaryHome()
    await init(home.context, { storage: './x', name: 'x', db: await db() })
    expect(await checkInstanceMigrations(home.context)).toMatchObject({
      slug: 'anonymous/x',
      pending: [],
      adoptable: [],
      unknown: [],
      level: { state: 'current' },
    })
    expect(await deployInstanceMigrations(home.context, 'x')).toEqual({
      slug: 'anonymous/x',
      applied: [],
      adopted: [],
    })
  })

  it('creates the tables of a module that the settings name since', async () => {
    await using home = await temporaryHome()
    const { settings } = await init(home.context, { storage: './x', name: 'x', db: await db() })
    await writeInstanceSettings(home.environment, { ...settings, schemaStr: 'bionty' })
    const { pending } = await checkInstanceMigrations(home.context)
    expect(pending.every((name) => name.startsWith('bionty.'))).toBe(true)
    expect(pending.length).toBeGreaterThan(0)
    expect(await deployInstanceMigrations(home.context)).toMatchObject({ applied: pending })
    expect(await queryInstance(settings, 'select id from bionty_celltype')).toEqual([])
  })

  it('needs an instance', async () => {
    await using home = await temporaryHome()
    await expect(checkInstanceMigrations(home.context)).rejects.toBeInstanceOf(CurrentInstanceNotConfigured)
  })
})
