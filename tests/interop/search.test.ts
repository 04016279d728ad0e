import { databases } from '@lamindb/core/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { compareSchema } from './compare-schema.ts'
import { SharedInstance } from './shared-instance.ts'

/** Enough rows for an index of ours, which triggers keep up to date. */
const ROWS = 5_200

describe.each(databases)('a search of ours in a large registry on %s', (database) => {
  let shared: SharedInstance
  beforeAll(async () => {
    shared = await SharedInstance.create(database)
    const { db } = shared
    db.settings.creation.searchNames = false
    await db.save(Array.from({ length: ROWS }, (_, i) => db.ULabel.create({ name: `label number ${i}` })))
    await db.ULabel.search('number 77')
  })
  afterAll(() => shared[Symbol.asyncDispose]())

  const hits = async (text: string): Promise<string[]> =>
    (await shared.db.ULabel.search(text, { fuzzy: false })).map(({ name }) => name)

  it('has an index that Python and its schema pass over', async () => {
    const tables = await shared.db.queries.introspection.getTables()
    expect(tables.filter(({ name }) => name.startsWith('laminx_search')).length).toBeGreaterThan(0)
    expect(await compareSchema(shared.database, ['bionty', 'pertdb'], { rows: false })).toEqual([])
    expect(await shared.python.run('result = ln.setup.migrate.check()')).toBe(true)
  })

  it('finds what Python adds and renames, and nothing that Python deletes', async () => {
    await shared.python.run(`
      ln.ULabel(name='xylophone quartet').save()
      renamed = ln.ULabel.get(name='label number 4711')
      renamed.name = 'zeppelin hangar'
      renamed.save()
      ln.ULabel.get(name='label number 4712').delete(permanent=True)
      ln.save([ln.ULabel(name=f'bulk walrus {i}') for i in range(3)])`)
    expect(await hits('xylophone')).toEqual(['xylophone quartet'])
    expect(await hits('zeppelin')).toEqual(['zeppelin hangar'])
    expect(await hits('number 4711')).toEqual([])
    expect(await hits('number 4712')).toEqual([])
    expect((await hits('walrus')).toSorted()).toEqual([0, 1, 2].map((i) => `bulk walrus ${i}`))
    const count = await sql<{ n: number }>`select count(*) as n from lamindb_ulabel`.execute(
      shared.db.queries,
    )
    expect(Number(count.rows[0]?.n)).toBe(ROWS + 3)
  })
})
