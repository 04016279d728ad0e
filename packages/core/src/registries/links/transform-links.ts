import { defineEntity } from '../../registry/define-entity.ts'

import { registry } from '../../registry/registry.ts'
import { toOne } from '../../registry/relations.ts'
import { Feature } from '../feature.ts'
import { Project } from '../project.ts'
import { Record } from '../record.ts'
import { Reference } from '../reference.ts'
import { Transform } from '../transform.ts'
import { ULabel } from '../ulabel.ts'
import { bigId, json, tracksRun } from '../columns.ts'

export const TransformProjectEntity = defineEntity({
  name: 'TransformProject',
  tableName: 'lamindb_transformproject',
  uniques: [{ properties: ['transform', 'project'] }],
  properties: {
    id: bigId(),
    project: () => toOne(Project).inverse('linksTransform'),
    transform: () => toOne(Transform).cascade().inverse('linksProject'),
    ...tracksRun(),
  },
})

export class TransformProject extends registry(TransformProjectEntity, { isLink: true }) {}

export const TransformRecordEntity = defineEntity({
  name: 'TransformRecord',
  tableName: 'lamindb_transformrecord',
  properties: {
    id: bigId(),
    record: () => toOne(Record).inverse('linksTransform'),
    transform: () => toOne(Transform).cascade().inverse('linksRecord'),
    feature: () => toOne(Feature).nullable().inverse('linksTransformrecord'),
    ...tracksRun(),
  },
})

export class TransformRecord extends registry(TransformRecordEntity, { isLink: true }) {}

export const TransformReferenceEntity = defineEntity({
  name: 'TransformReference',
  tableName: 'lamindb_transformreference',
  uniques: [{ properties: ['transform', 'reference'] }],
  properties: {
    id: bigId(),
    reference: () => toOne(Reference).inverse('linksTransform'),
    transform: () => toOne(Transform).cascade().inverse('linksReference'),
    ...tracksRun(),
  },
})

export class TransformReference extends registry(TransformReferenceEntity, { isLink: true }) {}

export const TransformTransformEntity = defineEntity({
  name: 'TransformTransform',
  tableName: 'lamindb_transformtransform',
  uniques: [{ properties: ['successor', 'predecessor'] }],
  properties: {
    id: bigId(),
    successor: () => toOne(Transform).cascade().inverse('linksPredecessor'),
    predecessor: () => toOne(Transform).cascade().inverse('linksSuccessor'),
    config: json().nullable(),
    ...tracksRun(),
  },
})

export class TransformTransform extends registry(TransformTransformEntity, { isLink: true }) {}

export const TransformULabelEntity = defineEntity({
  name: 'TransformULabel',
  tableName: 'lamindb_transformulabel',
  uniques: [{ properties: ['transform', 'ulabel'] }],
  properties: {
    id: bigId(),
    transform: () => toOne(Transform).cascade().inverse('linksUlabel'),
    ulabel: () => toOne(ULabel).inverse('linksTransform'),
    ...tracksRun(),
  },
})

export class TransformULabel extends registry(TransformULabelEntity, { isLink: true }) {}
