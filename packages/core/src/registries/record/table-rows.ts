import { NotSupported } from '../../errors.ts'
import type { Instance } from '../../instance/instance.ts'
import { resolveAll, token, type Token } from '../../module/token.ts'
import type { ArtifactData } from '../artifact/artifact-options.ts'
import type { NamedColumns } from '../schema/schema-from-values.ts'

/** A table, row by row. */
export interface TableRows extends NamedColumns {
  /** Name of the row labels, if the table has such; they are among the columns. */
  readonly index: string | undefined
  readonly rows: readonly { readonly [column: string]: unknown }[]
}

/** What records need of curation to be made of tables. */
export interface TableReader {
  /** Reads a table into rows of plain values; dates, times and floats are such. */
  read(data: ArtifactData): Promise<TableRows>
}

export const tableReaderToken: Token<TableReader> = token<TableReader>('table-reader')

/** @throws NotSupported when the instance was put together without curation */
export function tableReaderOf(instance: Instance): TableReader {
  const [reader] = resolveAll(instance.container, tableReaderToken)
  if (reader) return reader
  throw new NotSupported('Nothing in this instance reads tables into rows.')
}
