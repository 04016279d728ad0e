import { Dictionary, Int32, Table, Utf8, vectorFromArray, type Vector } from 'apache-arrow'

import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'

/** A categorical column as Arrow keeps it: a dictionary of texts. */
export const categories = (values: readonly (string | null)[]): Vector =>
  vectorFromArray(values, new Dictionary(new Utf8(), new Int32()))

/** Columns of a small experiment; values of single columns can be replaced. */
export function experiment(columns: { readonly [name: string]: Vector } = {}): Table {
  return new Table({
    perturbation: categories(['DMSO', 'IFNG', 'DMSO']),
    count: vectorFromArray(BigInt64Array.from([1n, 2n, 3n])),
    score: vectorFromArray(Float64Array.from([0.5, 1, 2.25])),
    note: vectorFromArray(['was ok', 'looks naah', 'pretty!'], new Utf8()),
    ...columns,
  })
}

/** Labels, features and a schema for {@link experiment}. */
export async function experimentSchema(
  db: Instance,
  more: readonly Feature[] = [],
): Promise<{ readonly schema: Schema; readonly features: readonly Feature[] }> {
  const type = await db.ULabel.create({ name: 'Perturbation', isType: true }).save()
  await db.save(['DMSO', 'IFNG', 'IFNB'].map((name) => db.ULabel.create({ name, type })))
  const features = [
    await db.Feature.create({ name: 'perturbation', dtype: type }).save(),
    await db.Feature.create({ name: 'count', dtype: 'int' }).save(),
    await db.Feature.create({ name: 'score', dtype: 'float' }).save(),
    await db.Feature.create({ name: 'note', dtype: 'str' }).save(),
  ]
  const schema = await db.Schema.create({ name: 'experiment', features: [...features, ...more] }).save()
  return { schema, features }
}
