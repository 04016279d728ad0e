import { beforeEach, describe, expect, it } from 'vitest'
import { Fields } from '../golden/fields.ts'
import { parseGoldenJson } from '../golden/golden-json.ts'
import { NativeFunction } from '../python/native-function.ts'
import { PythonModule } from '../python/python-module.ts'
import { PythonObject, type CallArguments, type PythonValue } from '../python/python-object.ts'
import { pythonRepr } from '../python/python-repr.ts'
import { PythonList } from '../python/sequences.ts'
import { PythonTable } from '../python/table.ts'
import { CallSession } from './call-session.ts'

/** A registry whose constructor and `from_values` make modules with the fields they were given. */
class FakeRegistry extends PythonObject {
  readonly typeName = 'Registry'

  override call({ keywords }: CallArguments): PythonValue {
    return new PythonModule('record', Object.fromEntries(keywords))
  }

  override attribute(name: string): PythonValue {
    if (name !== 'from_values') return `field ${name}`
    return new NativeFunction(name, ({ positional: [values] }) => {
      const names = values instanceof PythonList ? values.items : []
      return new PythonList(names.map((item) => new PythonModule('record', { name: item })))
    })
  }
}

describe('recorded calls', () => {
  let session: CallSession
  const run = (call: string): Promise<PythonValue> => session.run(Fields.of(parseGoldenJson(call)))
  const value = async (form: string): Promise<string> =>
    pythonRepr(await session.evaluate(parseGoldenJson(form)))

  beforeEach(() => {
    session = new CallSession({
      named: () => new FakeRegistry(),
      source: (key) => `source ${key.join('/')}`,
      publicTable: (key) => `public ${key.join('/')}`,
      record: (registry, fields) => `record ${registry} ${JSON.stringify([...fields])}`,
    })
  })

  it('use what earlier steps returned', async () => {
    await run('{"on": "X", "method": "from_values", "args": [["a", "b"]], "kwargs": {}}')
    await run(
      '{"on": "X", "method": "new", "args": [], "kwargs": {"all": {"step": 0}, "n": {"length": {"step": 0}}}}',
    )
    expect(await value('{"step": 0, "get": ["name"], "each": true}')).toBe("['a', 'b']")
    expect(await value('{"step": 0, "get": [1, "name"]}')).toBe("'b'")
    expect(await value('{"step": 0, "pick": {"name": "b"}, "get": ["name"]}')).toBe("'b'")
    expect(
      await value(
        '[{"step": 1, "get": ["n"]}, {"class_name": {"step": 0}}, {"not_null": {"step": 1, "get": ["n"]}}]',
      ),
    ).toBe("[2, 'list', True]")
  })

  it('name fields, registries, sources, records and public tables', async () => {
    expect(await value('{"field": "bionty.Gene.symbol"}')).toBe("'field symbol'")
    expect(await value('{"source": ["e", "n", "v", "o"]}')).toBe("'source e/n/v/o'")
    expect(await value('{"public": ["e", "n", "v", "o"]}')).toBe("'public e/n/v/o'")
    expect(await value('{"record": ["bionty.Organism", {"name": "mouse"}]}')).toContain('bionty.Organism')
    expect(await value('{"registry": "Feature"}')).toBe('<Registry object>')
  })

  it('pass frames, durations, special floats and plain dicts as values', async () => {
    const frame = await session.evaluate(
      parseGoldenJson('{"frame": {"a": {"series": ["x", null], "dtype": "category"}}}'),
    )
    expect((frame as PythonTable).columns()[0]?.column.categories).toEqual({
      values: undefined,
      ordered: false,
    })
    expect(await value('{"timedelta_us": 86400000000}')).toBe('datetime.timedelta(days=1)')
    expect(await value('{"a": {"$float": "nan"}, "b": [1, 1.0]}')).toBe("{'a': nan, 'b': [1, 1.0]}")
  })

  it('fail on a step that did not run', async () => {
    await expect(session.evaluate(parseGoldenJson('{"step": 3}'))).rejects.toThrow('a step that ran')
  })
})
