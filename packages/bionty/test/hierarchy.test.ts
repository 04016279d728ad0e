import { describe, expect, it } from 'vitest'

import { databases } from '@lamindb/core/testing'

import { openBionty } from './support.ts'

const names = async (set: PromiseLike<readonly { readonly name: string }[]>): Promise<string[]> =>
  (await set).map(({ name }) => name).sort()

describe.each(databases)('hierarchies of terms on %s', (database) => {
  it('lead from a term to all that is above and below it', async () => {
    await using test = await openBionty(database)
    const { CellType } = test.db.bionty
    const cell = await CellType.create({ name: 'cell of a test' }).save()
    const lymphocyte = await CellType.create({ name: 'lymphocyte of a test' }).save()
    const tCell = await CellType.create({ name: 'T cell of a test' }).save()
    await lymphocyte.parents.add(cell)
    await tCell.parents.add(lymphocyte)
    expect(await names(tCell.queryParents())).toEqual([cell.name, lymphocyte.name])
    expect(await names(tCell.queryParents({ depth: 1 }))).toEqual([lymphocyte.name])
    expect(await names(cell.queryChildren())).toEqual([tCell.name, lymphocyte.name])
  })
})
