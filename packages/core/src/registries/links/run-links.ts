import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Artifact } from '../artifact.ts'
import { Feature } from '../feature.ts'
import { JsonValue } from '../json-value.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Run } from '../run.ts'
import { ULabel } from '../ulabel.ts'
import { User } from '../user.ts'
import { bigId, createdNow } from '../columns.ts'

export const RunArtifactEntity = defineEntity({
  name: 'RunArtifact',
  tableName: 'lamindb_runartifact',
  properties: {
    id: bigId(),
    run: () => toOne(Run).cascade().inverse('valuesArtifact'),
    artifact: () => toOne(Artifact).inverse('linksInRun'),
    feature: () => toOne(Feature).nullable().inverse('linksRunartifact'),
  },
})

export class RunArtifact extends registry(RunArtifactEntity, { isLink: true }) {}

export const RunJsonValueEntity = defineEntity({
  name: 'RunJsonValue',
  tableName: 'lamindb_runjsonvalue',
  uniques: [{ properties: ['run', 'jsonvalue'] }],
  properties: {
    id: bigId(),
    run: () => toOne(Run).cascade().inverse('linksJsonvalue'),
    jsonvalue: () => toOne(JsonValue).inverse('linksRun'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
  },
})

export class RunJsonValue extends registry(RunJsonValueEntity, { isLink: true }) {}

export const RunProjectEntity = defineEntity({
  name: 'RunProject',
  tableName: 'lamindb_runproject',
  uniques: [{ properties: ['run', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksRun'),
    run: () => toOne(Run).cascade().inverse('linksProject'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
  },
})

export class RunProject extends registry(RunProjectEntity, { isLink: true }) {}

export const RunRecordEntity = defineEntity({
  name: 'RunRecord',
  tableName: 'lamindb_runrecord',
  properties: {
    id: bigId(),
    record: () => toOne(Record).inverse('linksRun'),
    run: () => toOne(Run).cascade().inverse('linksRecord'),
    feature: () => toOne(Feature).nullable().inverse('linksRunrecord'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
  },
})

export class RunRecord extends registry(RunRecordEntity, { isLink: true }) {}

export const RunULabelEntity = defineEntity({
  name: 'RunULabel',
  tableName: 'lamindb_runulabel',
  uniques: [{ properties: ['run', 'ulabel'] }],
  properties: {
    id: bigId(),
    run: () => toOne(Run).cascade().inverse('linksUlabel'),
    ulabel: () => toOne(ULabel).inverse('linksRun'),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User),
  },
})

export class RunULabel extends registry(RunULabelEntity, { isLink: true }) {}
