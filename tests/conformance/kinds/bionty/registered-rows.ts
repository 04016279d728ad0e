import { Fields } from '../../golden/fields.ts'
import type { GoldenFile } from '../../golden/golden-file.ts'
import { attributeOf, callOf } from '../../python/protocol.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { pythonFromGolden } from '../../api/python-from-golden.ts'
import { ApiRecord } from '../../world/api-record.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'
import { callMethod } from '../world-kind.ts'

/**
 * Makes the rows that every case of a file finds: `{registry, fields}`, where a text as `type` names one of them, uids are
 * given, and rows `from` a public source come with what the source says.
 */
export async function registerRows({ content }: GoldenFile, world: LaminWorld): Promise<void> {
  const types = new Map<string, PythonValue>()
  for (const item of content.optionalList('registered')) {
    const row = Fields.of(item, 'registered')
    const registry = row.text('registry')
    const { from = row.value('from'), uid, type, ...fields } = row.fields('fields').object
    const keywords = new Map<string, PythonValue>()
    for (const [name, value] of Object.entries(fields)) keywords.set(name, pythonFromGolden(value))
    if (typeof type === 'string') keywords.set('type', types.get(`${registry} ${type}`) ?? null)
    const made = world.named(registry)
    const call = from === undefined ? made : await attributeOf(made, 'from_source')
    const record = await callOf(call, { positional: [], keywords })
    if (typeof uid === 'string' && record instanceof ApiRecord) record.setAttribute('uid', uid)
    types.set(`${registry} ${String(fields['name'])}`, await callMethod(record, 'save'))
  }
}
