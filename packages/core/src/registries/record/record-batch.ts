import { InvalidArgument } from '../../errors.ts'
import { newRecord } from '../../registry/construct.ts'
import { Lazy } from '../../registry/lazy.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { isNew } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { BulkSaveOptions } from '../../registry/save.ts'
import { saveAllWithFiles } from '../save-with-files.ts'
import type { ArtifactData } from '../artifact/artifact-options.ts'
import type { Record } from '../record.ts'
import { schemaFromTable } from '../schema/schema-from-values.ts'
import type { Schema } from '../schema.ts'
import { tableReaderOf, type TableRows } from './table-rows.ts'

export interface RecordBatchOptions {
  /** The frame or page that the rows belong to; a text makes a new frame of that name below `Imports`. */
  readonly type: Record | string
  /** Column with the names of the records, where the schema has no index; `name` is one, too. */
  readonly nameField?: string
}

/** What was made to hold rows. */
interface MadeFrame {
  frame?: Record
  schema?: Schema
}

/** Uids of the types below which imports are put, the same in every instance. */
const IMPORTS = { record: 'W3WdiFRZTvTJajNp', schema: 'DGZkj4yhGWMJE5fu' } as const

const NAME_FIELD = '__lamindb_record_name__'

/** Rows of a table as records of one type; `save()` writes all of them, with their values, or none. */
export class RecordBatch extends Lazy<Record[]> {
  readonly #registry: BoundRegistry<Record>
  readonly #made: MadeFrame

  constructor(registry: BoundRegistry<Record>, data: ArtifactData, options: RecordBatchOptions) {
    const made: MadeFrame = {}
    super(() => makeRecords(registry, data, options, made))
    this.#registry = registry
    this.#made = made
  }

  /** @throws ValidationError when one row does not satisfy the schema of the frame; nothing is written then */
  async save(options: BulkSaveOptions = {}): Promise<Record[]> {
    try {
      const records = await this
      await saveAllWithFiles(this.#registry.instance, records, options)
      return records
    } catch (error) {
      await removeFrame(this.#made)
      throw error
    }
  }
}

/** A frame that was made for rows that could not be written is of no use. */
async function removeFrame({ frame, schema }: MadeFrame): Promise<void> {
  await frame?.delete({ permanent: true })
  await schema?.delete({ permanent: true })
}

async function makeRecords(
  registry: BoundRegistry<Record>,
  data: ArtifactData,
  { type, nameField = NAME_FIELD }: RecordBatchOptions,
  made: MadeFrame,
): Promise<Record[]> {
  const table = await tableReaderOf(registry.instance).read(data)
  if (typeof type === 'string') await makeFrame(registry, table, type, made)
  const frame = made.frame ?? (type as Record)
  if (!frame.isType) throw new InvalidArgument('`type` needs to be a record type (`is_type=True`).')
  if (frame.name === null) throw new InvalidArgument('`type` needs to have a non-null `name`.')
  const index = await (await frame.schema)?.index
  const empty = emptyColumns(table)
  return table.rows.map((row) => {
    const { name, values } = readRow(row, index?.name, nameField)
    const record = newRecord(registry, { type: frame, ...(name !== null && { name }) })
    const given = Object.entries(values).filter(([column, value]) => value !== null || empty.has(column))
    record.pending.features = Object.fromEntries(given)
    return record
  })
}

function emptyColumns({ rows, schema }: TableRows): ReadonlySet<string> {
  const names = schema.fields.map(({ name }) => name)
  return new Set(names.filter((name) => rows.every((row) => (row[name] ?? null) === null)))
}

/** The name of a row and its values; the name is the value of the index, where there is one. */
function readRow(
  row: { readonly [column: string]: unknown },
  index: string | undefined,
  nameField: string,
): { readonly name: string | null; readonly values: { readonly [column: string]: unknown } } {
  const { [nameField]: given, ...others } = row
  const { name, ...unnamed } = others
  if (index !== undefined) {
    const key = others[index] ?? given ?? name ?? null
    return { name: textOrNull(key), values: { ...(index === 'name' ? others : unnamed), [index]: key } }
  }
  return Object.hasOwn(row, nameField)
    ? { name: textOrNull(given), values: others }
    : { name: textOrNull(name), values: unnamed }
}

const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value)

/** A new frame with the schema of the columns that name features. */
async function makeFrame(
  registry: BoundRegistry<Record>,
  table: TableRows,
  name: string,
  made: MadeFrame,
): Promise<void> {
  const { instance } = registry
  const schemas = instance.registryNamed('Schema') as BoundRegistry<Schema>
  const imports = await importsType(registry, IMPORTS.record)
  const known = new QuerySet<Record>(registry).filter({ name, isType: true, type: imports })
  if (await known.exists()) {
    throw new InvalidArgument(
      `type '${name}' already exists under 'Imports', please pass it as a Record object to reuse.`,
    )
  }
  const field = instance.Feature.field('name')
  const schema = await schemaFromTable(schemas, table, field, { name, mute: true })
  if (!schema) {
    throw new InvalidArgument(
      'Could not infer a schema from dataframe columns. Ensure dataframe columns map to existing Features, or pass an existing Record type object.',
    )
  }
  if (isNew(schema)) {
    schema.set({ type: await importsType(schemas, IMPORTS.schema) })
    made.schema = await schema.save()
  }
  made.frame = await newRecord(registry, { name, isType: true, type: imports, schema }).save()
}

/** The type `Imports`, made if there is none. */
async function importsType<R extends Record | Schema>(registry: BoundRegistry<R>, uid: string): Promise<R> {
  const known = await new QuerySet<R>(registry).filter({ uid } as never).oneOrNone()
  if (known) return known
  return newRecord(registry, { name: 'Imports', isType: true, uid }).save() as Promise<R>
}
