import type { Instance } from '@lamindb/core'
import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from '../golden/golden-json.ts'

/**
 * Integer ids of a case: where the reference left rows behind or counted inserts that did nothing, ids of later rows are
 * smaller here. The n-th row that a step inserts into a table is the n-th that was recorded.
 */
export class RowIds {
  readonly #targets: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly #tables: ReadonlyMap<string, string>
  readonly #actual = new Map<string, Map<bigint, bigint>>()

  constructor(db: Instance) {
    this.#tables = new Map([...db.metas].map((meta) => [meta.name, meta.table] as const))
    this.#targets = new Map([...db.metas].map((meta) => [meta.table, targetsOf(meta)] as const))
  }

  /** Recorded changes with the ids of the instance. */
  translate(recorded: GoldenObject, actual: GoldenObject): GoldenObject {
    for (const [table, change] of Object.entries(recorded)) {
      const rows = insertedRows(actual[table])
      for (const [index, row] of insertedRows(change).entries()) this.#bind(table, row, rows[index])
    }
    return Object.fromEntries(
      Object.entries(recorded).map(([table, change]) => [table, this.#changeOf(table, change)]),
    )
  }

  /** A recorded result, whose records are `{record, uid, id}`, with the ids of the instance. */
  translateResult(result: GoldenJson): GoldenJson {
    if (isGoldenList(result)) return result.map((item) => this.translateResult(item))
    if (!isGoldenObject(result)) return result
    const { record, id = null } = result
    const table = typeof record === 'string' ? this.#tables.get(record) : undefined
    if (table !== undefined) return { ...result, id: this.#idOf(table, id) }
    return Object.fromEntries(Object.entries(result).map(([key, item]) => [key, this.translateResult(item)]))
  }

  #bind(table: string, recorded: GoldenObject, actual: GoldenObject | undefined): void {
    const [from, to] = [recorded['id'], actual?.['id']]
    if (typeof from !== 'bigint' || typeof to !== 'bigint') return
    const ids = this.#actual.get(table) ?? new Map<bigint, bigint>()
    this.#actual.set(table, ids.set(from, to))
  }

  #changeOf(table: string, change: GoldenJson): GoldenJson {
    if (!isGoldenObject(change)) return change
    const { inserted, updated, deleted } = change
    return {
      ...(isGoldenList(inserted) ? { inserted: inserted.map((row) => this.#rowOf(table, row)) } : {}),
      ...(isGoldenObject(updated) ? { updated: this.#updatedOf(table, updated) } : {}),
      ...(isGoldenList(deleted) ? { deleted: deleted.map((id) => this.#idOf(table, id)) } : {}),
    }
  }

  #updatedOf(table: string, updated: GoldenObject): GoldenJson {
    return Object.fromEntries(
      Object.entries(updated).map(([id, columns]) => [
        String(this.#idOf(table, BigInt(id))),
        this.#rowOf(table, columns),
      ]),
    )
  }

  #rowOf(table: string, row: GoldenJson): GoldenJson {
    if (!isGoldenObject(row)) return row
    const targets = this.#targets.get(table)
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const target = column === 'id' ? table : targets?.get(column)
        return [column, target === undefined ? value : this.#idOf(target, value)]
      }),
    )
  }

  #idOf(table: string, id: GoldenJson): GoldenJson {
    return typeof id === 'bigint' ? (this.#actual.get(table)?.get(id) ?? id) : id
  }
}

/** Foreign keys of a table: column → table that it refers to. */
function targetsOf(meta: Instance['metas'] extends Iterable<infer Meta> ? Meta : never): Map<string, string> {
  const targets = new Map<string, string>()
  for (const relation of meta.relations.values()) {
    if (relation.kind === 'toOne') targets.set(relation.idColumn.column, relation.target.table)
  }
  return targets
}

function insertedRows(change: GoldenJson | undefined): GoldenObject[] {
  const inserted = isGoldenObject(change) ? change['inserted'] : undefined
  return isGoldenList(inserted) ? inserted.filter(isGoldenObject) : []
}
