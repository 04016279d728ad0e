import { makeData, tableFromIPC, tableToIPC, Utf8View, Vector, vectorFromArray } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { categorical, columnsToTable } from '../rows/to-table.ts'
import { textValues } from './text-values.ts'

describe('the values of a text column', () => {
  it.each([
    ['ASCII', ['a', '', null, 'bcd']],
    ['other text', ['ä', null, '🧬x', '']],
    ['nothing', []],
  ])('are those of the column: %s', async (_, values) => {
    const table = await columnsToTable({ c: values }, { types: { c: 'text' } })
    const vector = table.getChild('c')
    expect(vector && textValues(vector)).toEqual(values)
    expect(vector && textValues(vector.slice(1, 3))).toEqual(values.slice(1, 3))
    const copy = tableFromIPC(tableToIPC(table)).getChild('c')
    expect(copy && textValues(copy)).toEqual(values)
  })

  it('are those of a categorical column', async () => {
    expect(textValues(await categorical(['b', null, 'a', 'b']))).toEqual(['b', null, 'a', 'b'])
  })

  it('are read from views, short and long ones', () => {
    const long = 'longer than twelve bytes'
    const views = new Uint8Array(48)
    const view = new DataView(views.buffer)
    view.setInt32(0, 2, true)
    views.set(Buffer.from('ab'), 4)
    view.setInt32(16, long.length, true)
    view.setInt32(16 + 12, 3, true)
    const data = makeData({
      type: new Utf8View(),
      length: 3,
      nullBitmap: new Uint8Array([0b011]),
      nullCount: 1,
      views,
      variadicBuffers: [Buffer.from(`---${long}`)],
    })
    expect(textValues(new Vector([data]))).toEqual(['ab', long, null])
  })

  it('are none when the column is no text', () => {
    expect(() => textValues(vectorFromArray([1, 2]))).toThrow(TypeError)
  })
})
