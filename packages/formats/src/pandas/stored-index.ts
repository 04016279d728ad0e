import type { Schema } from 'apache-arrow'
import type { IndexLevel } from '../table-source.ts'
import { parsePandasMetadata, pandasMetadataKey, type PandasMetadata } from './pandas-metadata.ts'

/** What a schema tells about the pandas frame that it came from; `undefined` when it came from elsewhere. */
export function storedPandasMetadata(schema: Schema, path: string): PandasMetadata | undefined {
  const text = schema.metadata.get(pandasMetadataKey)
  return text === undefined ? undefined : parsePandasMetadata(text, path)
}

/** Which columns of a schema are data, and which are row labels. */
export interface TableColumns {
  readonly columns: readonly string[]
  readonly index: readonly IndexLevel[]
}

/** Splits the columns of a schema by what pandas stored in it; levels whose column is missing are dropped. */
export function tableColumns(schema: Schema, path: string): TableColumns {
  const names = new Set(schema.names.map(String))
  const stored = storedPandasMetadata(schema, path)?.index ?? []
  const index = stored.filter((level) => level.kind === 'range' || names.has(level.field))
  const labels = new Set(index.map((level) => (level.kind === 'column' ? level.field : undefined)))
  return { columns: [...names].filter((name) => !labels.has(name)), index }
}
