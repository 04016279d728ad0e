import { Dictionary, Int32, Table, Utf8, vectorFromArray, type Vector } from 'apache-arrow'
import { describe, expect, it } from 'vitest'

import { openBionty } from './support.ts'

const categories = (values: readonly string[]): Vector =>
  vectorFromArray(values, new Dictionary(new Utf8(), new Int32()))

describe('curating columns of terms', () => {
  it('replaces synonyms in all of them at once, also while another column is missing', async () => {
    await using test = await openBionty('sqlite')
    const { bionty, Feature, Schema } = test.db
    await bionty.CellType.create({ name: 'T cell', synonyms: 'T-cell' }).save()
    const features = await test.db.save([
      ...['first', 'second'].map((name) => Feature.create({ name, dtype: bionty.CellType })),
      Feature.create({ name: 'age', dtype: 'int' }),
    ])
    const schema = await Schema.create({ features }).save()
    const table = new Table({
      first: categories(['T-cell', 'T cell']),
      second: categories(['T cell', 'T-cell']),
    })
    const curator = test.db.curate(table, schema)
    await expect(curator.validate()).rejects.toThrow("column 'age' not in dataframe")
    await curator.cat.standardize('all')
    const standardized = [...(await curator.dataset)].map((row) => row.toArray())
    expect(standardized).toEqual([
      ['T cell', 'T cell'],
      ['T cell', 'T cell'],
    ])
  })
})
