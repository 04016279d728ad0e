import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import { init } from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { compareSchema } from './compare-schema.ts'
import { InteropHome } from './interop-home.ts'

describe.each(databases)('a new instance on %s', (database) => {
  it.each([[[]], [['bionty']], [['bionty', 'pertdb']]])(
    'has tables, rules and rows of the reference with the modules %j',
    async (modules: string[]) => {
      await using home = await InteropHome.create()
      const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
      const { settings } = await init(home.context, { storage: './files', db, modules })
      const target = db ?? join(settings.storageRoot, '.lamindb', 'lamin.db')
      expect(await compareSchema(target, modules)).toEqual([])
    },
  )
})
