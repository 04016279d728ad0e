import type { Table } from 'apache-arrow'

import type { DataFrameOptions } from '../../registry/data-frame/data-frame-options.ts'
import { Lazy } from '../../registry/lazy.ts'
import { instanceOf, metaOf } from '../../registry/record-state.ts'
import type { RegistryRecord } from '../../registry/record.ts'
import { defaultScope } from '../../registry/scope.ts'
import type { Schema } from '../schema.ts'

/** The members of a schema: awaited a list, or shown as a table. */
export class MemberList extends Lazy<RegistryRecord[]> {
  readonly #schema: Schema

  constructor(schema: Schema, read: () => Promise<RegistryRecord[]>) {
    super(read)
    this.#schema = schema
  }

  /** The members as an Arrow table, in their order; the first 20 by default. */
  async toDataFrame(options: Omit<DataFrameOptions, 'orderBy'> = {}): Promise<Table> {
    const members = await this
    const [first] = members
    const registry = first ? metaOf(first).registry : instanceOf(this.#schema).registryNamed('Feature')
    const { toDataFrame } = await import('../../registry/data-frame/to-data-frame.ts')
    const ids = members.map(({ id }) => id)
    return toDataFrame(defaultScope(registry), options, ids)
  }
}
