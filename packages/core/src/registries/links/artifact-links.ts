import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Artifact } from '../artifact.ts'
import { Feature } from '../feature.ts'
import { JsonValue } from '../json-value.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { Run } from '../run.ts'
import { Schema } from '../schema.ts'
import { ULabel } from '../ulabel.ts'
import { User } from '../user.ts'
import { bigId, bool, createdNow, tracksRun, varchar } from '../columns.ts'

export const ArtifactActionsEntity = defineEntity({
  name: 'ArtifactActions',
  tableName: 'lamindb_artifact__actions',
  uniques: [{ properties: ['fromArtifact', 'toArtifact'] }],
  properties: {
    id: bigId(),
    fromArtifact: () => toOne(Artifact).cascade(),
    toArtifact: () => toOne(Artifact).cascade(),
  },
})

export class ArtifactActions extends registry(ArtifactActionsEntity, { isLink: true }) {}

export const ArtifactInputOfRunsEntity = defineEntity({
  name: 'ArtifactInputOfRuns',
  tableName: 'lamindb_artifact_input_of_runs',
  uniques: [{ properties: ['artifact', 'run'] }],
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade(),
    run: () => toOne(Run).cascade(),
  },
})

export class ArtifactInputOfRuns extends registry(ArtifactInputOfRunsEntity, { isLink: true }) {}

export const ArtifactRecreatingRunsEntity = defineEntity({
  name: 'ArtifactRecreatingRuns',
  tableName: 'lamindb_artifact_recreating_runs',
  uniques: [{ properties: ['artifact', 'run'] }],
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade(),
    run: () => toOne(Run).cascade(),
  },
})

export class ArtifactRecreatingRuns extends registry(ArtifactRecreatingRunsEntity, { isLink: true }) {}

export const ArtifactArtifactEntity = defineEntity({
  name: 'ArtifactArtifact',
  tableName: 'lamindb_artifactartifact',
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade().inverse('linksArtifact'),
    value: () => toOne(Artifact).cascade().inverse('linksValue'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactartifact'),
    ...tracksRun(),
  },
})

export class ArtifactArtifact extends registry(ArtifactArtifactEntity, { isLink: true }) {}

export const ArtifactJsonValueEntity = defineEntity({
  name: 'ArtifactJsonValue',
  tableName: 'lamindb_artifactjsonvalue',
  uniques: [{ properties: ['artifact', 'jsonvalue'] }],
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade().inverse('linksJsonvalue'),
    jsonvalue: () => toOne(JsonValue).inverse('linksArtifact'),
    ...tracksRun(),
  },
})

export class ArtifactJsonValue extends registry(ArtifactJsonValueEntity, { isLink: true }) {}

export const ArtifactProjectEntity = defineEntity({
  name: 'ArtifactProject',
  tableName: 'lamindb_artifactproject',
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksProject'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactproject'),
    ...tracksRun(),
  },
})

export class ArtifactProject extends registry(ArtifactProjectEntity, { isLink: true }) {}

export const ArtifactRecordEntity = defineEntity({
  name: 'ArtifactRecord',
  tableName: 'lamindb_artifactrecord',
  properties: {
    id: bigId(),
    record: () => toOne(Record).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksRecord'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactrecord'),
    ...tracksRun(),
  },
})

export class ArtifactRecord extends registry(ArtifactRecordEntity, { isLink: true }) {}

export const ArtifactReferenceEntity = defineEntity({
  name: 'ArtifactReference',
  tableName: 'lamindb_artifactreference',
  properties: {
    id: bigId(),
    reference: () => toOne(Reference).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksReference'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactreference'),
    ...tracksRun(),
  },
})

export class ArtifactReference extends registry(ArtifactReferenceEntity, { isLink: true }) {}

export const ArtifactRunEntity = defineEntity({
  name: 'ArtifactRun',
  tableName: 'lamindb_artifactrun',
  properties: {
    id: bigId(),
    run: () => toOne(Run).cascade().inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksRun'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactrun'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
  },
})

export class ArtifactRun extends registry(ArtifactRunEntity, { isLink: true }) {}

export const ArtifactSchemaEntity = defineEntity({
  name: 'ArtifactSchema',
  tableName: 'lamindb_artifactschema',
  uniques: [{ properties: ['artifact', 'slot', 'schema'] }, { properties: ['artifact', 'slot'] }],
  properties: {
    id: bigId(),
    artifact: () => toOne(Artifact).cascade().inverse('_linksSchema'),
    schema: () => toOne(Schema).inverse('_linksArtifact'),
    slot: varchar(255).nullable(),
    featureRefIsSemantic: bool().nullable(),
    ...tracksRun(),
  },
})

export class ArtifactSchema extends registry(ArtifactSchemaEntity, { isLink: true }) {}

export const ArtifactULabelEntity = defineEntity({
  name: 'ArtifactULabel',
  tableName: 'lamindb_artifactulabel',
  properties: {
    id: bigId(),
    ulabel: () => toOne(ULabel).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksUlabel'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactulabel'),
    ...tracksRun(),
  },
})

export class ArtifactULabel extends registry(ArtifactULabelEntity, { isLink: true }) {}

export const ArtifactUserEntity = defineEntity({
  name: 'ArtifactUser',
  tableName: 'lamindb_artifactuser',
  properties: {
    id: bigId(),
    user: () => toOne(User).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksUser'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactuser'),
    ...tracksRun(),
  },
})

export class ArtifactUser extends registry(ArtifactUserEntity, { isLink: true }) {}
