import { Type } from '@mikro-orm/core'

import type { Dialect } from '../database/dialect.ts'
import { columnKinds, type ColumnCodec, type ColumnKind } from '../registry/column-kinds.ts'

/** What MikroORM's hydrator and comparator take a kind for. */
const runtimeTypes: { readonly [K in ColumnKind]?: string } = {
  boolean: 'boolean',
  bigint: 'number',
  duration: 'number',
  timestamp: 'Timestamp',
  json: 'object',
}

/** MikroORM's view of a kind of columns that it does not know itself: a class, because MikroORM copies objects. */
export function columnType(kind: ColumnKind, dialect: Dialect): new () => Type<unknown, unknown> {
  const codec: ColumnCodec = columnKinds[kind](dialect)
  const runtimeType = runtimeTypes[kind] ?? 'string'
  return class extends Type<unknown, unknown> {
    override convertToDatabaseValue(value: unknown): unknown {
      return value === null || value === undefined ? null : codec.toDatabase(value as never)
    }
    override convertToJSValue(value: unknown): unknown {
      return value === null || value === undefined ? null : codec.fromDatabase(value as never)
    }
    override getColumnType(property: { length?: number; primary?: boolean }): string {
      return codec.sqlType(property)
    }
    override compareAsType(): string {
      return kind === 'timestamp' || kind === 'json' ? 'string' : runtimeType
    }
    override get runtimeType(): string {
      return runtimeType
    }
  }
}
