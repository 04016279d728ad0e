import { join } from 'node:path'

import { databases } from '@lamindb/core/testing'
import { init } from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { freshDatabaseUrl } from '../postgres/fresh-database-url.ts'
import { instanceContent } from './instance-content.ts'
import { InteropHome } from './interop-home.ts'
import { writeCommon } from './our-scenario.ts'
import { expectSameRows } from './same-rows.ts'

async function createHome(database: string): Promise<InteropHome> {
  const home = await InteropHome.create()
  const db = database === 'sqlite' ? undefined : await freshDatabaseUrl()
  await init(home.context, { storage: './files', db, name: 'shared', modules: 'bionty,pertdb' })
  return home
}

/** What pandas makes of the tables: values, types, index. */
const tablesInPandas = `
tables = [a.load() for a in ln.Artifact.filter(suffix='.parquet').order_by('key')]
result = [
    [df.to_dict('list'), [str(d) for d in df.dtypes], list(df.index), df.index.name,
     [list(df[c].cat.categories) for c in df.columns if str(df[c].dtype) == 'category']]
    for df in tables
]`

describe.each(databases)('the same calls on %s', (database) => {
  it('write the same rows and texts in both languages', async () => {
    await using theirHome = await createHome(database)
    await using ourHome = await createHome(database)
    await using python = await theirHome.lamindb()
    await python.run(`import lamin_scenario; lamin_scenario.common('${join(theirHome.home, 'data')}')`)
    await using theirs = await theirHome.connect()
    await using ours = await ourHome.connect()
    await writeCommon(ours, join(ourHome.home, 'data'))
    const [expected, actual] = [await instanceContent(theirs), await instanceContent(ours)]
    for (const [table, rows] of Object.entries(expected)) {
      expect.soft({ [table]: actual[table] }).toEqual({ [table]: rows })
    }
    expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted())
    await using reader = await ourHome.lamindb()
    await expectSameRows(ours, reader)
    expect(await reader.run(tablesInPandas)).toEqual(await python.run(tablesInPandas))
  })
})
