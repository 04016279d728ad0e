import { defineEntity } from '@mikro-orm/core'

import { registry } from '../registry/registry.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { Artifact } from './artifact.ts'
import { TransformBlock } from './attached-blocks.ts'
import { RecordTransform } from './links/record-links.ts'
import {
  TransformProject,
  TransformRecord,
  TransformReference,
  TransformTransform,
  TransformULabel,
} from './links/transform-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { Reference } from './reference.ts'
import { Run } from './run.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import { createdNow, id, isVersioned, sqlRecord, text, uid, varchar } from './columns.ts'

export const TransformEntity = defineEntity({
  name: 'Transform',
  tableName: 'lamindb_transform',
  uniques: [{ properties: ['key', 'hash'] }],
  properties: {
    id: id(),
    uid: uid(16),
    key: varchar(1024).index(),
    description: text().nullable().index(),
    kind: varchar(20)
      .index()
      .onCreate(() => 'pipeline'),
    sourceCode: text().nullable(),
    hash: varchar(22).nullable().index(),
    reference: varchar(255).nullable().index(),
    referenceType: varchar(25).nullable().index(),
    environment: () => toOne(Artifact).nullable().cascade().inverse('_environmentOfTransforms'),
    plan: () => toOne(Artifact).nullable().cascade().inverse('_planForTransforms'),
    updatedAt: createdNow().index(),
    ...sqlRecord(),
    ...isVersioned(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User).inverse('createdTransforms'),
    run: () => toOne(Run).nullable().inverse('outputTransforms'),
    ulabels: () => linked(ULabel, () => TransformULabel).inverse('transforms'),
    linkedInRecords: () => linked(Record, () => RecordTransform).inverse('linkedTransforms'),
    predecessors: () => linked(Transform, () => TransformTransform).inverse('successors'),
    projects: () => linkedBy(Project, 'transforms'),
    records: () => linkedBy(Record, 'transforms'),
    linksInRecord: () => toMany(RecordTransform, 'value'),
    references: () => linkedBy(Reference, 'transforms'),
    runs: () => toMany(Run, 'transform'),
    successors: () => linkedBy(Transform, 'predecessors'),
    ablocks: () => toMany(TransformBlock, 'transform'),
    linksProject: () => toMany(TransformProject, 'transform'),
    linksRecord: () => toMany(TransformRecord, 'transform'),
    linksReference: () => toMany(TransformReference, 'transform'),
    linksPredecessor: () => toMany(TransformTransform, 'successor'),
    linksSuccessor: () => toMany(TransformTransform, 'predecessor'),
    linksUlabel: () => toMany(TransformULabel, 'transform'),
  },
})

export class Transform extends registry(TransformEntity, { nameField: 'key', stemLength: 12 }) {}
