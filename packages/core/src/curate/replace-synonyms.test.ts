import { Field, LargeUtf8, List, Table, vectorFromArray } from 'apache-arrow'
import { expect, it } from 'vitest'

import { replaceSynonyms } from './replace-synonyms.ts'
import { openData } from './table/open-data.ts'
import type { MemoryTable } from './table/memory-table.ts'

it('replaces texts of any type without changing the type', async () => {
  const text = new LargeUtf8()
  const table = await openData(
    new Table({
      one: vectorFromArray(['T-cell', null, 'B cell'], text),
      many: vectorFromArray([['T-cell', 'B cell'], [], null], new List(new Field('item', text, true))),
    }),
  )
  const names = new Map([['T-cell', 'T cell']])
  const replaced = await replaceSynonyms(await replaceSynonyms(table, 'one', names), 'many', names)
  const { schema, data } = await (replaced as MemoryTable).toArrow().then((arrow) => ({
    schema: arrow.schema,
    data: arrow.toArray().map((row) => JSON.parse(JSON.stringify(row)) as unknown),
  }))
  expect(schema.fields.map(({ type }) => String(type))).toEqual(['LargeUtf8', 'List<LargeUtf8>'])
  expect(data).toEqual([
    { one: 'T cell', many: ['T cell', 'B cell'] },
    { one: null, many: [] },
    { one: 'B cell', many: null },
  ])
})
