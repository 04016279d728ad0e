import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTable } from '../arrow/read-table.ts'
import { bytesSource } from '../bytes/bytes-source.ts'
import { columnType } from '../pandas/column-type.ts'
import type { TableSource } from '../table-source.ts'
import { plainColumn } from '../testing/plain-values.ts'
import { openCsv, type OpenCsvOptions } from './open-csv.ts'

function open(content: string | Uint8Array, options?: OpenCsvOptions): Promise<TableSource> {
  return openCsv(bytesSource(typeof content === 'string' ? Buffer.from(content) : content, 'x.csv'), options)
}

async function columns(content: string, options?: OpenCsvOptions): Promise<Record<string, unknown[]>> {
  await using source = await open(content, options)
  const table = await readTable(source)
  return Object.fromEntries(table.schema.names.map((name) => [name, plainColumn(table, name)]))
}

async function types(content: string): Promise<Record<string, string>> {
  await using source = await open(content)
  return Object.fromEntries(source.schema.fields.map((field) => [field.name, columnType(field)]))
}

/** A column with these values, beside one that keeps lines from being blank. */
function column(...values: readonly string[]): string {
  return ['c,k', ...values.map((value) => `${value},1`)].join('\n')
}

/** An archive of files, as tar writes it. */
function tar(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512)
    header.write(name)
    header.write(content.length.toString(8).padStart(11, '0'), 124)
    header.write('0', 156)
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512)
    body.write(content)
    return [header, body]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

describe('the types of CSV columns', () => {
  it.each([
    [['1', '-2', '+3', '007'], 'int64', [1n, -2n, 3n, 7n]],
    [['9223372036854775807', '-9223372036854775808'], 'int64', [2n ** 63n - 1n, -(2n ** 63n)]],
    [['18446744073709551615', '0'], 'uint64', [2n ** 64n - 1n, 0n]],
    [['99999999999999999999', '1'], 'object', ['99999999999999999999', '1']],
    [['9223372036854775808', '-1'], 'object', ['9223372036854775808', '-1']],
    [['1', '', '3'], 'float64', [1, null, 3]],
    [['1', '2.5', '.5', '4.'], 'float64', [1, 2.5, 0.5, 4]],
    [['1e3', '-2E-2', '0.1e1'], 'float64', [1000, -0.02, 1]],
    [['inf', '-inf', 'Infinity', '+INF'], 'float64', [Infinity, -Infinity, Infinity, Infinity]],
    [['True', 'FALSE', 'true'], 'bool', [true, false, true]],
    [['True', '', 'False'], 'bool', [true, null, false]],
    [['True', '1'], 'object', ['True', '1']],
    [['1', 'True'], 'object', ['1', 'True']],
    [['0x1F', '1'], 'object', ['0x1F', '1']],
    [['1_000', '5%'], 'object', ['1_000', '5%']],
    [['1e400', '1'], 'object', ['1e400', '1']],
    [['1e-400', '1.5'], 'float64', [0, 1.5]],
    [['0.1234567890123456789', '-1e22', '1e23'], 'float64', [0.12345678901234568, -1e22, 1e23]],
    [['1e5', '99999999999999999999'], 'float64', [1e5, 1e20]],
    [['99999999999999999999', '1e5'], 'object', ['99999999999999999999', '1e5']],
    [['18446744073709551615', ''], 'object', ['18446744073709551615', null]],
    [['1e', 'e1', '-', '.', '1.2.3'], 'object', ['1e', 'e1', '-', '.', '1.2.3']],
    [[' 7 ', '8'], 'int64', [7n, 8n]],
    [[' a ', 'b'], 'object', [' a ', 'b']],
    [['NA', 'n/a', '<NA>', 'nan', 'NULL', 'None', '#N/A', '-1.#IND'], 'float64', Array(8).fill(null)],
    [['na', 'none', 'NA '], 'object', ['na', 'none', 'NA ']],
    [['2024-01-01', '2024-02-30'], 'object', ['2024-01-01', '2024-02-30']],
    [['"1"', '"2"'], 'int64', [1n, 2n]],
    [['"1,000"', '"2,000"'], 'object', ['1,000', '2,000']],
  ])('are those of pandas: %j is %s', async (values, type, expected) => {
    expect((await types(column(...values))).c).toBe(type)
    expect((await columns(column(...values))).c).toEqual(expected)
  })

  it('are found by all rows, however late the one that decides comes', async () => {
    const rows = Array.from({ length: 70_000 }, (_, row) => String(row))
    expect((await types(column(...rows))).c).toBe('int64')
    expect((await types(column(...rows, 'x'))).c).toBe('object')
    const { c } = await columns(column(...rows, '0.5'))
    expect(c?.slice(-2)).toEqual([69_999, 0.5])
  })

  it('are text when there are no rows', async () => {
    expect(await types('a,b\n')).toEqual({ a: 'object', b: 'object' })
    await using source = await open('a,b\n')
    expect((await readTable(source)).numRows).toBe(0)
  })
})

describe('the header of CSV', () => {
  it('gives names to columns without one, and other names to equal ones', async () => {
    await using source = await open('a,a,,b b,"c,d",1,a.1,\n1,2,3,4,5,6,7,8\n')
    expect(source.columns).toEqual(['a', 'a.2', 'Unnamed: 2', 'b b', 'c,d', '1', 'a.1', 'Unnamed: 7'])
  })

  it('that is shorter than the rows leaves the first fields to the index', async () => {
    await using source = await open('x,y\nr1,1,2\nr2,3,4\n')
    expect(source.columns).toEqual(['x', 'y'])
    expect(source.index).toEqual([{ kind: 'column', name: undefined, field: '__index_level_0__' }])
    const table = await readTable(source)
    expect(plainColumn(table, '__index_level_0__')).toEqual(['r1', 'r2'])
    expect(plainColumn(table, 'x')).toEqual([1n, 3n])
  })
})

describe('the rows of CSV', () => {
  it.each([
    ['line feeds', 'a,b\n1,x\n2,y\n'],
    ['carriage returns and line feeds', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['carriage returns', 'a,b\r1,x\r2,y'],
    ['no end at the last line', 'a,b\n1,x\n2,y'],
    ['a byte order mark', '\uFEFFa,b\n1,x\n2,y\n'],
    ['blank lines', '\n \na,b\n\n1,x\n\t\n2,y\n\n'],
    ['quotes without need', '"a","b"\r\n"1","x"\r\n2,"y"\r\n'],
  ])('are read with %s', async (_, content) => {
    expect(await columns(content)).toEqual({ a: [1n, 2n], b: ['x', 'y'] })
  })

  it('hold quotes, separators and line ends in quotes', async () => {
    const content = 'a,b\n"x ""y"" z",1\n"multi\nline",2\n\'single\',3\nin"ner,4\n"a,b",5\n'
    const a = ['x "y" z', 'multi\nline', "'single'", 'in"ner', 'a,b']
    expect(await columns(content)).toEqual({ a, b: [1n, 2n, 3n, 4n, 5n] })
  })

  it('keep what follows a closing quote, and quotes after a blank', async () => {
    const content = 'a,b\n"x"y,1\n"x""y"z ,2\n  "x",3\n"",4\n'
    expect((await columns(content)).a).toEqual(['xy', 'x"yz ', '  "x"', null])
  })

  it('are not blank when they hold quotes alone', async () => {
    expect(await columns('a\n""\nx\n" "\n')).toEqual({ a: [null, 'x', ' '] })
  })

  it('may end in different ways in one file', async () => {
    expect(await columns('a,b\r1,2\r\r3,4\n5,"x\r\ny"\r\n')).toEqual({
      a: [1n, 3n, 5n],
      b: ['2', '4', 'x\r\ny'],
    })
  })

  it('are split at the separator given', async () => {
    expect(await columns('a\tb\n1\tx,y\n', { separator: '\t' })).toEqual({ a: [1n], b: ['x,y'] })
  })

  it('that are too short end in missing values', async () => {
    expect(await columns('a,b,c\n1,2,3\n4,5\n')).toMatchObject({ c: [3, null] })
  })

  it('keep NUL bytes', async () => {
    expect(await columns('a,b\n1,\0x\n')).toEqual({ a: [1n], b: ['\0x'] })
  })

  it('come in batches of the columns asked for', async () => {
    const rows = Array.from({ length: 10 }, (_, row) => `${row},t${row},${row / 2}`)
    await using source = await open(['n,t,x', ...rows, ''].join('\n'))
    expect(source.numRows).toBe(10)
    const batches: unknown[] = []
    for await (const batch of source.batches({ columns: ['x', 't'], batchRows: 4 })) {
      batches.push([batch.numRows, batch.schema.names, batch.getChild('t')?.get(0)])
    }
    const names = ['x', 't']
    expect(batches).toEqual([
      [4, names, 't0'],
      [4, names, 't4'],
      [2, names, 't8'],
    ])
    await expect(readTable(source, { columns: ['gone'] })).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' })
  })

  it('are the same wherever a chunk of the file ends', async () => {
    const row = (n: number): string => `${n},"quoted ""ä"" ${n}",plain,"line\nbreak"\r\n`
    const content = ['n,q,p,l\r\n', ...Array.from({ length: 60_000 }, (_, n) => row(n))].join('')
    const bytes = Buffer.from(content)
    expect(bytes.length).toBeGreaterThan(2 << 20)
    await using source = await openCsv(bytesSource(bytes, 'big.csv'))
    const table = await readTable(source)
    expect(table.numRows).toBe(60_000)
    const q = plainColumn(table, 'q')
    expect(q.every((value, n) => value === `quoted "ä" ${n}`)).toBe(true)
    expect(plainColumn(table, 'l').every((value) => value === 'line\nbreak')).toBe(true)
  })
})

describe('broken CSV', () => {
  it.each([
    ['', 'EMPTY_TABLE_FILE', 'holds no header line'],
    ['\n\n', 'EMPTY_TABLE_FILE', 'holds no header line'],
    ['a,b,c\n1,2,3\n4,5\n6,7,8,9\n', 'RAGGED_ROW', "Line 4 of 'x.csv' has 4 fields, 3 are expected"],
    ['a,b\n"x\ny",1\n\n1,2,3\n', 'RAGGED_ROW', "Line 5 of 'x.csv' has 3 fields, 2 are expected"],
    ['a,b\n1,"open\n2,x\n', 'UNCLOSED_QUOTE', 'in line 2'],
    ['a,b\n"x\ny",1\n"open,2\n', 'UNCLOSED_QUOTE', 'in line 4'],
  ])('%j ends in %s', async (content, code, text) => {
    await expect(open(content)).rejects.toMatchObject({ code, message: expect.stringContaining(text) })
  })

  it('that is not UTF-8 is told with the byte', async () => {
    const latin = Buffer.from('name\nJosé\n', 'latin1')
    await expect(open(latin)).rejects.toMatchObject({ code: 'INVALID_ENCODING', byteOffset: 8 })
    const utf16 = Buffer.from('\uFEFFa,b\n', 'utf16le')
    await expect(open(utf16)).rejects.toMatchObject({ code: 'INVALID_ENCODING', byteOffset: 0 })
    const cut = Buffer.from('a\nä').subarray(0, 3)
    await expect(open(cut)).rejects.toMatchObject({ code: 'INVALID_ENCODING' })
    const late = Buffer.concat([Buffer.alloc((1 << 20) + 5, 'ä'), Buffer.from([0xff])])
    await expect(open(late)).rejects.toMatchObject({ code: 'INVALID_ENCODING', byteOffset: (1 << 20) + 4 })
  })

  it('with a row that never ends does not fill the memory', async () => {
    const endless = Buffer.alloc((1 << 24) + (2 << 20), 'x')
    endless.write('a,b\n"')
    await expect(open(endless)).rejects.toMatchObject({ code: 'ROW_TOO_LONG', line: 2 })
  })
})

describe('packed CSV', () => {
  const content = 'a,b\n1,x\n2,y\n'
  const expected = { a: [1n, 2n], b: ['x', 'y'] }
  const read = async (
    bytes: Uint8Array,
    packing: 'gzip' | 'tar-gzip',
  ): Promise<Record<string, unknown[]>> => {
    await using source = await open(bytes, { packing })
    const table = await readTable(source)
    return Object.fromEntries(table.schema.names.map((name) => [name, plainColumn(table, name)]))
  }

  it('is read from gzip, of one member or several', async () => {
    expect(await read(gzipSync(content), 'gzip')).toEqual(expected)
    const members = [gzipSync(content.slice(0, 6)), gzipSync(content.slice(6))]
    expect(await read(Buffer.concat(members), 'gzip')).toEqual(expected)
  })

  it('is read from an archive of one file, whatever its name', async () => {
    expect(await read(gzipSync(tar({ '../up.csv': content })), 'tar-gzip')).toEqual(expected)
  })

  it('is refused when the archive holds no file or several', async () => {
    const two = gzipSync(tar({ 'one.csv': content, 'two.csv': content }))
    await expect(read(two, 'tar-gzip')).rejects.toMatchObject({
      code: 'NOT_ONE_TABLE',
      members: ['one.csv', 'two.csv'],
    })
    await expect(read(gzipSync(tar({})), 'tar-gzip')).rejects.toMatchObject({ code: 'NOT_ONE_TABLE' })
    const cut = gzipSync(tar({ 'one.csv': content }).subarray(0, 515))
    await expect(read(cut, 'tar-gzip')).rejects.toMatchObject({ code: 'TRUNCATED_FILE' })
  })

  it('is refused when the gzip is broken, each way by its name', async () => {
    const good = gzipSync(content)
    const badCrc = Buffer.from(good)
    badCrc.writeUInt32LE(0, badCrc.length - 8)
    const badLength = Buffer.from(good)
    badLength.writeUInt32LE(99, badLength.length - 4)
    const cases: readonly (readonly [Uint8Array, string, string])[] = [
      [badCrc, 'CORRUPT_FILE', 'gzip trailer'],
      [badLength, 'CORRUPT_FILE', 'gzip trailer'],
      [good.subarray(0, good.length - 10), 'TRUNCATED_FILE', 'gzip stream'],
      [Buffer.concat([good, Buffer.from('garbage')]), 'CORRUPT_FILE', 'bytes after the gzip stream'],
      [Buffer.from(content), 'WRONG_FORMAT', 'gzip'],
    ]
    for (const [bytes, code, text] of cases) {
      await expect(read(bytes, 'gzip')).rejects.toMatchObject({
        code,
        message: expect.stringContaining(text),
      })
    }
  })
})
