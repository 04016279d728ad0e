import type { Eventually, PythonValue } from '../python/python-object.ts'

/** A source of public terms as golden files name it. */
export type SourceKey = readonly [entity: string, name: string, version: string, organism: string]

/** Where the names in recorded calls come from. */
export interface CallWorld {
  /** what `on`, `{registry}` or the start of `{field}` names: `bionty.CellType`, `Feature`, `bionty.settings`, `ln`, `file` */
  named(name: string): Eventually<PythonValue>
  /** the row of a source */
  source(key: SourceKey): Eventually<PythonValue>
  /** the public table of a source */
  publicTable(key: SourceKey): Eventually<PythonValue>
  /** the one row of a registry with these fields */
  record(registry: string, fields: ReadonlyMap<string, PythonValue>): Eventually<PythonValue>
}
