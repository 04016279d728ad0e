import { defineEntity } from '../registry/define-entity.ts'

import { InvalidArgument } from '../errors.ts'
import { inferDtype } from '../identity/dtype/infer-dtype.ts'
import { QuerySet } from '../registry/query-set.ts'
import { isNew } from '../registry/record-state.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import { linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { Feature } from './feature.ts'
import { inferenceValues } from './feature/inference-values.ts'
import { jsonValueIds } from './json-value/json-value-rows.ts'
import { ArtifactJsonValue } from './links/artifact-links.ts'
import { RunJsonValue } from './links/run-links.ts'
import { Run } from './run.ts'
import { bigId, json, sqlRecord, tracksRun, varchar } from './columns.ts'

export const JsonValueEntity = defineEntity({
  name: 'JsonValue',
  tableName: 'lamindb_jsonvalue',
  uniques: [{ properties: ['feature', 'hash'] }],
  properties: {
    id: bigId(),
    feature: () => toOne(Feature).nullable().cascade().inverse('values'),
    value: json(),
    hash: varchar(22).nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    runs: () => linkedBy(Run, 'jsonValues'),
    artifacts: () => linkedBy(Artifact, 'jsonValues'),
    linksArtifact: () => toMany(ArtifactJsonValue, 'jsonvalue'),
    linksRun: () => toMany(RunJsonValue, 'jsonvalue'),
  },
})

/** A value of a feature, shared by all artifacts and runs that have it. */
export class JsonValue extends registry(JsonValueEntity, { nameField: 'value' }) {
  /**
   * The row that holds a value of a feature, made if there is none. The value is stored as its dtype says: numbers of
   * float features as floats, dates as texts.
   *
   * @throws {@link InvalidArgument} for a feature that is not saved
   */
  static async getOrCreate(this: AnyRegistry, feature: Feature, value: unknown): Promise<JsonValue> {
    const registry = bound<JsonValue>(this)
    if (isNew(feature)) throw new InvalidArgument(`Please save feature '${feature.name}' first.`)
    const stored = inferDtype(value, feature.dtype ?? undefined, inferenceValues).value
    const { instance } = registry
    const ids = await instance.transaction((trx) =>
      jsonValueIds(instance, [{ featureId: feature.id, value: stored }], trx),
    )
    return new QuerySet<JsonValue>(registry).get(ids[0] as number)
  }
}
