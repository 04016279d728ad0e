import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { tableToSource } from '../arrow/table-to-source.ts'
import { openFileSource } from '../bytes/file-source.ts'
import { openParquet } from '../parquet/read/open-parquet.ts'
import { categorical, columnsToTable, rowsToTable } from '../rows/to-table.ts'
import type { TableSource } from '../table-source.ts'
import { fixture } from '../testing/fixture.ts'
import { MemorySink } from '../testing/memory-sink.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { encodeCsv, writeCsv, type WriteCsvOptions } from './write-csv.ts'

async function csv(source: TableSource, options?: WriteCsvOptions): Promise<string> {
  const sink = new MemorySink()
  await encodeCsv(source, sink, options)
  return sink.text
}

describe('writing CSV', () => {
  it('writes values as pandas does', async () => {
    await using source = await openParquet(await openFileSource(fixture('pandas-types.parquet')))
    expect(await csv(source)).toBe(
      [
        'barcode,count,small,score,treated,name,note,cell_type,grade,batch,naive,berlin,day,price,tags,info',
        'c1,1,1,0.5,True,α-cell,x,T cell,mid,2,2024-03-31 01:30:00.000000001,' +
          '2024-03-31 01:30:00.000000001+00:00,2024-02-29,1.50,"[""a"",""b""]","{""x"":1,""label"":""l""}"',
        'c2,,2,,,,,,low,1,,,,,,',
        'c3,3,3,inf,False,,y,B cell,,2,1969-12-31 23:59:59,1969-12-31 23:59:59+00:00,1969-12-31,-2.25,[],' +
          '"{""x"":3,""label"":null}"',
        'c4,-4,255,-0.0,True,T cell,z,T cell,high,,2024-10-27 02:30:00,2024-10-27 02:30:00+00:00,2000-01-01,' +
          '0.00,"[""c"",null]","{""x"":4,""label"":""m""}"',
        '',
      ].join('\n'),
    )
  })

  it('writes floats with the digits that give them back', async () => {
    const values = [1, 0.1, 1e16, 1e15, 1e-5, 0.0001, 1.5e300, 1 / 3]
    const x = Float64Array.from(values)
    const text = await csv(tableToSource(await columnsToTable({ x })))
    const expected = ['1.0', '0.1', '1e+16', '1000000000000000.0', '1e-05', '0.0001', '1.5e+300']
    expect(text.split('\n').slice(1, -1)).toEqual([...expected, '0.3333333333333333'])
  })

  it('writes single precision without the digits of double precision', async () => {
    const x = Float32Array.from([0.1, 1 / 3, 16_777_216, 1e-7])
    const text = await csv(tableToSource(await columnsToTable({ x })))
    expect(text.split('\n').slice(1, -1)).toEqual(['0.1', '0.33333334', '16777216.0', '1e-07'])
  })

  it('writes times of day, durations and categoricals of numbers', async () => {
    const time = new arrow.TimeMicrosecond()
    const duration = new arrow.DurationSecond()
    const typed = (type: arrow.DataType, data: BigInt64Array): arrow.Vector =>
      new arrow.Vector([
        arrow.makeData({ type: type as arrow.Int64, length: data.length, nullCount: 0, data }),
      ])
    const table = await columnsToTable({
      t: typed(time, BigInt64Array.of(3_723_000_000n, 1n)),
      d: typed(duration, BigInt64Array.of(93_784n, -1n)),
    })
    expect(await csv(tableToSource(table))).toBe(
      't,d\n01:02:03,1 days 02:03:04\n00:00:00.000001,-1 days 23:59:59\n',
    )
  })

  it('quotes what has to be quoted, and nothing else', async () => {
    const table = await rowsToTable([
      { 'a,b': 'x "y"', c: 'line\nbreak' },
      { 'a,b': 'tab\t', c: ' blank ' },
    ])
    expect(await csv(tableToSource(table))).toBe('"a,b",c\n"x ""y""","line\nbreak"\ntab\t, blank \n')
    expect(await csv(tableToSource(table), { separator: '\t' })).toContain('"tab\t"\t blank ')
  })

  it('keeps a missing value of a single column from being a blank line', async () => {
    const table = await columnsToTable({ c: ['x', null] })
    expect(await csv(tableToSource(table))).toBe('c\nx\n""\n')
  })

  it('writes row labels as it is told', async () => {
    const table = await columnsToTable({ n: [7, 8] })
    const range = tableToSource(table, {
      index: [{ kind: 'range', name: undefined, start: 10, stop: 14, step: 2 }],
    })
    expect(await csv(range)).toBe('n\n7\n8\n')
    expect(await csv(range, { index: 'all' })).toBe(',n\n10,7\n12,8\n')
    expect(await csv(tableToSource(table), { index: 'all' })).toBe(',n\n0,7\n1,8\n')
    const labels = await columnsToTable({ n: [7, 8], id: ['a', 'b'] })
    const stored = tableToSource(labels, { index: [{ kind: 'column', name: undefined, field: 'id' }] })
    expect(await csv(stored)).toBe(',n\na,7\nb,8\n')
    expect(await csv(stored, { index: 'none' })).toBe('n\n7\n8\n')
  })

  it('refuses a type that CSV lacks', async () => {
    const type = new arrow.IntervalYearMonth()
    const data = arrow.makeData({ type, length: 1, nullCount: 0, data: new Int32Array(2) })
    const source = tableToSource(new arrow.Table({ c: new arrow.Vector([data]) }))
    await expect(csv(source)).rejects.toMatchObject({ code: 'UNSUPPORTED_COLUMN_TYPE', column: 'c' })
  })

  it('writes a file and tells rows and size', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a.csv')
    const table = await columnsToTable({ c: await categorical(['x', 'ä']) })
    expect(await writeCsv(tableToSource(table), path)).toEqual({ numRows: 2, sizeBytes: 7 })
    expect(await readFile(path, 'utf8')).toBe('c\nx\nä\n')
  })
})
