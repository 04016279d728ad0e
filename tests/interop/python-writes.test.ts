import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import { init } from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { InteropHome } from './interop-home.ts'
import { expectSameRows } from './same-rows.ts'

describe.each(databases)('what Python writes on %s', (database) => {
  it('is read the same here, row by row of every table', async () => {
    await using home = await InteropHome.create()
    const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
    await init(home.context, { storage: './files', db, modules: 'bionty,pertdb' })
    await using python = await home.lamindb()
    await python.run(`import lamin_scenario; lamin_scenario.everything('${join(home.home, 'data')}')`)
    await using ours = await home.connect()
    const rows = await expectSameRows(ours, python)
    const filled = Object.entries(rows).filter(([, found]) => found.length > 0)
    expect(filled.length).toBeGreaterThan(30)
  })
})
