import { InvalidArgument } from '../errors.ts'
import { isPlainObject } from '../identity/plain-object.ts'
import type { Instance } from '../instance/instance.ts'
import { localPath } from '../registries/artifact/artifact-content.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import { isNew, metaOf } from '../registry/record-state.ts'
import { RegistryRecord } from '../registry/record.ts'
import type { CurateInput, CurateOptions } from './curate-options.ts'
import { DictCurator } from './dict-curator.ts'
import type { FeatureValues } from './dictionary-table.ts'
import { TableCurator } from './table-curator.ts'
import type { DataTable } from './table/data-table.ts'
import { reopenedSource } from './table/reopened-source.ts'
import {
  isArrowTable,
  isTableSource,
  openData,
  type OpenDataOptions,
  type TableInput,
} from './table/open-data.ts'

/** Makes the curator that fits to the data: one of tables, or one of dictionaries. */
export function curate(
  instance: Instance,
  data: CurateInput | FeatureValues,
  schema: Schema,
  options: CurateOptions = {},
): TableCurator | DictCurator {
  checkSchema(schema)
  if (data instanceof RegistryRecord) return curateArtifact(instance, data, schema, options)
  if (isTable(data)) return curateTable(instance, data, schema, options)
  if (typeof data === 'object' && data !== null && isPlainObject(data))
    return new DictCurator(instance, async () => data, schema)
  throw new InvalidArgument('The dataset to curate is neither a table nor a dictionary.', {
    hint: 'Pass an Arrow table, rows as objects, the path of a table, an artifact, or a dictionary.',
  })
}

function checkSchema(schema: unknown): void {
  if (!(schema instanceof RegistryRecord) || metaOf(schema).name !== 'Schema')
    throw new InvalidArgument('schema argument must be a Schema record.')
}

/** @throws InvalidArgument for a schema that is not in the database */
function checkSaved(schema: Schema): void {
  if (isNew(schema))
    throw new InvalidArgument("Schema must be saved before curation. Please save it using '.save()'.")
}

const isTable = (data: unknown): data is TableInput =>
  typeof data === 'string' ||
  data instanceof URL ||
  Array.isArray(data) ||
  isArrowTable(data) ||
  isTableSource(data)

function curateTable(
  instance: Instance,
  data: TableInput,
  schema: Schema,
  options: CurateOptions,
): TableCurator {
  checkSaved(schema)
  const isPath = typeof data === 'string' || data instanceof URL
  return new TableCurator({
    instance,
    schema,
    artifact: undefined,
    input: isPath ? data : undefined,
    features: options.features,
    open: async () => openData(isPath ? localPath(data) : data, await openOptions(schema, options)),
  })
}

/** What the schema knows of the columns before the table is opened: the index, and the dtypes of the features. */
async function openOptions(schema: Schema, { index, attrs }: CurateOptions): Promise<OpenDataOptions> {
  const members = schema.itype?.startsWith('Feature') ? ((await schema.members) as Feature[]) : []
  const dtypes = new Map(members.map(({ name, dtype }) => [name, dtype ?? '']))
  const named = index ?? (await schema.index)?.name
  return { index: named, attrs, dtypes }
}

const TABLE_TYPES = new Set(['DataFrame', 'AnnData', 'MuData', 'SpatialData', 'tiledbsoma'])

function curateArtifact(
  instance: Instance,
  artifact: Artifact,
  schema: Schema,
  options: CurateOptions,
): TableCurator | DictCurator {
  if (metaOf(artifact).name !== 'Artifact')
    throw new InvalidArgument(`A ${metaOf(artifact).name} is no dataset to curate.`)
  if (artifact.otype === 'dict')
    return new DictCurator(
      instance,
      async () => (await artifact.load({ isRunInput: false })) as FeatureValues,
      schema,
    )
  if (artifact.otype !== 'DataFrame') {
    const known = artifact.otype !== null && TABLE_TYPES.has(artifact.otype)
    throw new InvalidArgument(`Cannot load or open artifact of this type: ${artifact.toString()}`, {
      hint: known ? `There is no curator of ${artifact.otype} yet.` : 'Curate artifacts that hold tables.',
    })
  }
  checkSaved(schema)
  const open = async (): Promise<DataTable> =>
    openData(
      await reopenedSource(() => artifact.open({ isRunInput: false })),
      await openOptions(schema, options),
    )
  return new TableCurator({ instance, schema, artifact, input: undefined, features: options.features, open })
}
