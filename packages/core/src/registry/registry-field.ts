import type { BoundRegistry } from './record.ts'
import type { ColumnMeta } from './registry-meta.ts'
import { unknownField } from './where.ts'

/** A column of a registry of one instance, as dtypes, schemas and look-ups name it. */
export class RegistryField {
  readonly registry: BoundRegistry
  /** @internal */
  readonly meta: ColumnMeta

  /**
   * @param name - in camel case, or in the spelling of the database
   * @throws FieldError for a name that is no column
   */
  constructor(registry: BoundRegistry, name: string) {
    const { columns } = registry.meta
    const column = columns.get(name) ?? [...columns.values()].find((candidate) => candidate.column === name)
    if (!column) throw unknownField(registry.meta, name)
    this.registry = registry
    this.meta = column
  }

  /** Name in camel case. */
  get property(): string {
    return this.meta.property
  }

  /** Name in the spelling of the database, as dtypes store it. */
  get column(): string {
    return this.meta.column
  }

  /** `bionty.Gene.ensembl_gene_id` */
  toString(): string {
    return `${this.registry.meta.entityName}.${this.column}`
  }
}
