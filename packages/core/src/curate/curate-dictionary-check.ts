import type { DictionaryCheck, DictionaryCheckRequest, NamedRecords } from '../annotate/dictionary-check.ts'
import type { LinkedRecord } from '../annotate/linked-record.ts'
import type { Instance } from '../instance/instance.ts'
import type { Schema } from '../registries/schema.ts'
import { newRecord } from '../registry/construct.ts'
import type { BoundRegistry } from '../registry/record.ts'
import { checkDictionaries } from './check-dictionary.ts'
import { rowsOfLabels } from './vectors/resolve-labels.ts'

/** Checks values of features as the one row of a table. */
export class CurateDictionaryCheck implements DictionaryCheck {
  readonly #instance: Instance

  constructor(instance: Instance) {
    this.#instance = instance
  }

  async check({ rows, schema, members, index }: DictionaryCheckRequest): Promise<NamedRecords> {
    const by = schema ?? this.#schemaOf(members.length)
    const { labels } = await checkDictionaries(this.#instance, rows, by, { members, index })
    const named = new Map<string, Map<unknown, LinkedRecord[]>>()
    for (const [key, found] of labels) {
      const byValue = new Map<unknown, LinkedRecord[]>()
      for (const one of found) {
        for (const { id, value } of await rowsOfLabels(this.#instance, one))
          byValue.set(value, [...(byValue.get(value) ?? []), { meta: one.meta, id }])
      }
      named.set(key === 'index' && index ? index.name : key, byValue)
    }
    return named
  }

  /** A schema that only requires what is given. */
  #schemaOf(nMembers: number): Schema {
    const registry = this.#instance.registryNamed('Schema') as BoundRegistry<Schema>
    return newRecord(registry, {
      itype: 'Feature',
      minimalSet: true,
      orderedSet: false,
      maximalSet: false,
      flexible: false,
      nMembers,
    })
  }
}
