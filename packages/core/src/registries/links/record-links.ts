import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Artifact } from '../artifact.ts'
import { Collection } from '../collection.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { Run } from '../run.ts'
import { Transform } from '../transform.ts'
import { ULabel } from '../ulabel.ts'
import { User } from '../user.ts'
import { bigId, json } from '../columns.ts'

export const RecordInputOfRunsEntity = defineEntity({
  name: 'RecordInputOfRuns',
  tableName: 'lamindb_record_input_of_runs',
  uniques: [{ properties: ['record', 'run'] }],
  properties: {
    id: bigId(),
    record: () => toOne(Record).cascade(),
    run: () => toOne(Run).cascade(),
  },
})

export class RecordInputOfRuns extends registry(RecordInputOfRunsEntity, { isLink: true }) {}

export const RecordParentsEntity = defineEntity({
  name: 'RecordParents',
  tableName: 'lamindb_record_parents',
  uniques: [{ properties: ['fromRecord', 'toRecord'] }],
  properties: {
    id: bigId(),
    fromRecord: () => toOne(Record).cascade(),
    toRecord: () => toOne(Record).cascade(),
  },
})

export class RecordParents extends registry(RecordParentsEntity, { isLink: true }) {}

export const RecordArtifactEntity = defineEntity({
  name: 'RecordArtifact',
  tableName: 'lamindb_recordartifact',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Artifact).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesArtifact'),
    feature: () => toOne(Feature).inverse('linksRecordartifact'),
  },
})

export class RecordArtifact extends registry(RecordArtifactEntity, { isLink: true }) {}

export const RecordCollectionEntity = defineEntity({
  name: 'RecordCollection',
  tableName: 'lamindb_recordcollection',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Collection).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesCollection'),
    feature: () => toOne(Feature).inverse('linksRecordcollection'),
  },
})

export class RecordCollection extends registry(RecordCollectionEntity, { isLink: true }) {}

export const RecordJsonEntity = defineEntity({
  name: 'RecordJson',
  tableName: 'lamindb_recordjson',
  uniques: [{ properties: ['record', 'feature'] }],
  properties: {
    id: bigId(),
    record: () => toOne(Record).cascade().inverse('valuesJson'),
    feature: () => toOne(Feature).inverse('linksRecordjson'),
    value: json(),
  },
})

export class RecordJson extends registry(RecordJsonEntity, { isLink: true }) {}

export const RecordProjectEntity = defineEntity({
  name: 'RecordProject',
  tableName: 'lamindb_recordproject',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Project).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesProject'),
    feature: () => toOne(Feature).inverse('linksRecordproject'),
  },
})

export class RecordProject extends registry(RecordProjectEntity, { isLink: true }) {}

export const RecordRecordEntity = defineEntity({
  name: 'RecordRecord',
  tableName: 'lamindb_recordrecord',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    record: () => toOne(Record).cascade().inverse('valuesRecord'),
    value: () => toOne(Record).inverse('linksRecord'),
    feature: () => toOne(Feature).inverse('linksRecordrecord'),
  },
})

export class RecordRecord extends registry(RecordRecordEntity, { isLink: true }) {}

export const RecordReferenceEntity = defineEntity({
  name: 'RecordReference',
  tableName: 'lamindb_recordreference',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Reference).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesReference'),
    feature: () => toOne(Feature).inverse('linksRecordreference'),
  },
})

export class RecordReference extends registry(RecordReferenceEntity, { isLink: true }) {}

export const RecordRunEntity = defineEntity({
  name: 'RecordRun',
  tableName: 'lamindb_recordrun',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Run).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesRun'),
    feature: () => toOne(Feature).inverse('linksRecordrun'),
  },
})

export class RecordRun extends registry(RecordRunEntity, { isLink: true }) {}

export const RecordTransformEntity = defineEntity({
  name: 'RecordTransform',
  tableName: 'lamindb_recordtransform',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(Transform).inverse('linksInRecord'),
    record: () => toOne(Record).cascade().inverse('valuesTransform'),
    feature: () => toOne(Feature).inverse('linksRecordtransform'),
  },
})

export class RecordTransform extends registry(RecordTransformEntity, { isLink: true }) {}

export const RecordULabelEntity = defineEntity({
  name: 'RecordULabel',
  tableName: 'lamindb_recordulabel',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(ULabel).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesUlabel'),
    feature: () => toOne(Feature).inverse('linksRecordulabel'),
  },
})

export class RecordULabel extends registry(RecordULabelEntity, { isLink: true }) {}

export const RecordUserEntity = defineEntity({
  name: 'RecordUser',
  tableName: 'lamindb_recorduser',
  uniques: [{ properties: ['record', 'feature', 'value'] }],
  properties: {
    id: bigId(),
    value: () => toOne(User).inverse('linksRecord'),
    record: () => toOne(Record).cascade().inverse('valuesUser'),
    feature: () => toOne(Feature).inverse('linksRecorduser'),
  },
})

export class RecordUser extends registry(RecordUserEntity, { isLink: true }) {}
