import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { Feature } from './feature.ts'
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
    artifacts: () => linkedBy(Artifact, 'jsonValues'),
    linksArtifact: () => toMany(ArtifactJsonValue, 'jsonvalue'),
    runs: () => linkedBy(Run, 'jsonValues'),
    linksRun: () => toMany(RunJsonValue, 'jsonvalue'),
  },
})

export class JsonValue extends registry(JsonValueEntity, { nameField: 'value' }) {}
