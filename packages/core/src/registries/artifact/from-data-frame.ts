import { InvalidArgument } from '../../errors.ts'
import { isNew } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { Schema } from '../schema.ts'
import { localPath } from './artifact-content.ts'
import { curationOf } from './artifact-curation.ts'
import { isPath, type ArtifactData, type ArtifactOptions } from './artifact-options.ts'
import { ARTIFACT } from './artifact-state.ts'
import { createArtifact } from './create-artifact.ts'

/** What may be said of a new artifact that holds a table. */
export interface DataFrameOptions extends Omit<ArtifactOptions, 'kind' | 'otype' | 'schema' | 'schemaId'> {
  /** Schema that the table must fulfil, or the name of a well-known one. */
  readonly schema?: Schema | 'valid_features' | null
}

/** A new artifact that holds a table, with its number of rows; validated and annotated when a schema is given. */
export async function fromDataFrame(
  registry: BoundRegistry<Artifact>,
  data: ArtifactData,
  { schema, features, ...options }: DataFrameOptions,
): Promise<Artifact> {
  for (const name of ['kind', 'otype']) {
    if (name in options) {
      throw new InvalidArgument(`'${name}' cannot be passed: it follows from the data being a table.`)
    }
  }
  const given = { ...options, format: options.format ?? csvOfKey(options.key) }
  const checked = schema
    ? await curationOf(registry.instance).checkTable({
        data,
        options: given,
        schema,
        features: features ?? null,
      })
    : { data, schema: undefined, onSave: undefined }
  const artifact = await createArtifact(registry, checked.data, {
    ...given,
    ...(!schema && { features: features ?? null }),
    kind: 'dataset',
    otype: 'DataFrame',
  })
  if (isNew(artifact)) artifact.nObservations = await countRows(artifact, checked.data)
  if (checked.schema) artifact.set({ schema: checked.schema })
  if (checked.onSave) artifact[ARTIFACT].onSave.push(checked.onSave)
  return artifact
}

const csvOfKey = (key: string | null | undefined): 'csv' | null => (key?.endsWith('.csv') ? 'csv' : null)

/** Rows of a parquet file stand in its footer; those of text tables would have to be counted. */
async function countRows(artifact: Artifact, data: ArtifactData): Promise<number | null> {
  if (!isPath(data)) return artifact[ARTIFACT].numRows ?? null
  const path = localPath(data)
  if (!path.endsWith('.parquet')) return null
  const { openTable } = await import('@lamindb/formats')
  await using table = await openTable(path)
  return table.numRows ?? null
}
