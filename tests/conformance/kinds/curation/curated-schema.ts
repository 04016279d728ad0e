import { pythonFromGolden } from '../../api/python-from-golden.ts'
import { Fields, UnexpectedForm } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, type GoldenJson } from '../../golden/golden-json.ts'
import { PYTHON_BUILTINS } from '../../python/builtins.ts'
import { attributeOf, callOf, itemOf } from '../../python/protocol.ts'
import { PythonDict } from '../../python/python-dict.ts'
import type { PythonValue } from '../../python/python-object.ts'
import { PythonList } from '../../python/sequences.ts'
import type { ApiRecord } from '../../world/api-record.ts'
import type { LaminWorld } from '../../world/lamin-world.ts'
import { callMethod } from '../world-kind.ts'

type Keywords = Map<string, PythonValue>

/** Features and schemas as curation cases describe them, made through constructors and saved. */
export class SchemaMaker {
  readonly #world: LaminWorld

  constructor(world: LaminWorld) {
    this.#world = world
  }

  /**
   * Makes the schema of a case.
   *
   * @param features - `[name, dtype, options]`
   * @param described - keywords of the schema; features within them are described as well
   * @param uids - uids of the features by name, or by slot and name
   */
  async schema(
    features: readonly GoldenJson[],
    described: Fields,
    uids: Fields | undefined,
  ): Promise<ApiRecord> {
    const keywords: Keywords = new Map()
    const optional = described.has('optional') ? described.texts('optional') : []
    const made: PythonValue[] = []
    for (const feature of features) made.push(await this.#member(feature, uids, optional))
    for (const name of described.names().filter((key) => !['optional', 'features'].includes(key)))
      keywords.set(name, await this.#keyword(name, described.required(name), uids))
    if (keywords.has('slots') && !keywords.has('otype')) keywords.set('otype', 'DataFrame')
    const positional = made.length > 0 ? [new PythonList(made)] : []
    const draft = await callOf(this.#world.named('Schema'), { positional, keywords })
    return (await callMethod(draft, 'save')) as ApiRecord
  }

  async #keyword(name: string, value: GoldenJson, uids: Fields | undefined): Promise<PythonValue> {
    if (name === 'index') return this.feature(value, uids)
    if (name === 'itype' && typeof value === 'string') return this.#named(value)
    if (name === 'slots') return this.#slots(Fields.of(value, name), uids)
    return pythonFromGolden(value)
  }

  /** Schemas by slot: `[features]` or `{features, …keywords}`. */
  async #slots(slots: Fields, uids: Fields | undefined): Promise<PythonDict> {
    const made = new PythonDict()
    for (const slot of slots.names()) {
      const described = slots.required(slot)
      const fields = isGoldenList(described)
        ? new Fields({ features: described })
        : Fields.of(described, slot)
      const own = isGoldenObject(uids?.value(slot) ?? null) ? uids?.fields(slot) : uids
      made.set(slot, await this.schema(fields.optionalList('features'), fields, own))
    }
    return made
  }

  async #member(
    described: GoldenJson,
    uids: Fields | undefined,
    optional: readonly string[],
  ): Promise<PythonValue> {
    const feature = await this.feature(described, uids)
    const [name] = isGoldenList(described) ? described : []
    if (!optional.includes(String(name))) return feature
    const configure = await attributeOf(feature, 'with_config')
    return callOf(configure, { positional: [], keywords: new Map([['optional', true]]) })
  }

  /** A saved feature: `[name, dtype, options]`. */
  async feature(described: GoldenJson, uids: Fields | undefined): Promise<PythonValue> {
    if (!isGoldenList(described)) throw new UnexpectedForm('features', '[name, dtype, options]', described)
    const [name = '', dtype = '', options = {}] = described
    const keywords: Keywords = new Map([
      ['name', String(name)],
      ['dtype', await this.#dtype(String(dtype))],
    ])
    for (const [option, value] of Object.entries(isGoldenObject(options) ? options : {}))
      keywords.set(option, option === 'cat_filters' ? await this.#filters(value) : pythonFromGolden(value))
    const draft = (await callOf(this.#world.named('Feature'), { positional: [], keywords })) as ApiRecord
    const uid = uids?.optionalText(String(name))
    if (uid !== undefined) draft.setAttribute('uid', uid)
    return callMethod(draft, 'save')
  }

  /** `type:X` is the type X of records, `utype:X` that of labels; also within `list[…]`. */
  async #dtype(text: string): Promise<PythonValue> {
    const [, item] = /^list\[(u?type:.+)\]$/u.exec(text) ?? []
    if (item !== undefined) return itemOf(PYTHON_BUILTINS.get('list') ?? null, await this.#dtype(item))
    const [, registry, name] = /^(u?type):(.+)$/u.exec(text) ?? []
    if (registry === undefined || name === undefined) return text
    const fields: Keywords = new Map<string, PythonValue>([
      ['name', name],
      ['is_type', true],
    ])
    return this.#world.record(registry === 'type' ? 'Record' : 'ULabel', fields)
  }

  /** Values of filters, where `{record, uid}` stands for a record. */
  async #filters(filters: GoldenJson): Promise<PythonDict> {
    const made = new PythonDict()
    const fields = Fields.of(filters, 'cat_filters')
    for (const name of fields.names()) {
      const value = fields.required(name)
      made.set(name, isGoldenObject(value) ? await this.#record(new Fields(value)) : pythonFromGolden(value))
    }
    return made
  }

  async #record(value: Fields): Promise<PythonValue> {
    const { db } = this.#world.instance
    const registry = value.text('record')
    const name = db.findRegistry(registry) ? registry : `bionty.${registry}`
    return this.#world.record(name, new Map([['uid', value.text('uid')]]))
  }

  /** A registry, or a field of one. */
  async #named(text: string): Promise<PythonValue> {
    if (this.#world.instance.db.findRegistry(text)) return this.#world.named(text)
    const dot = text.lastIndexOf('.')
    if (dot < 0) return text
    return attributeOf(this.#world.named(text.slice(0, dot)), text.slice(dot + 1))
  }
}
