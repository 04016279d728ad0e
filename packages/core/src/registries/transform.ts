import { defineEntity } from '../registry/define-entity.ts'

import { Draft } from '../registry/draft.ts'
import type { QuerySet } from '../registry/query-set.ts'
import { instanceOf, stateOf } from '../registry/record-state.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { versionOf, versionsOf } from '../registry/versions.ts'
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
import { removeRunArtifacts, runArtifactIds } from './run/remove-run-artifacts.ts'
import { checkKind, createTransform, redacted, type TransformOptions } from './transform/create-transform.ts'
import { transformFromPath, type FromPathOptions } from './transform/store-source.ts'
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
    runs: () => toMany(Run, 'transform'),
    successors: () => linkedBy(Transform, 'predecessors'),
    records: () => linkedBy(Record, 'transforms'),
    references: () => linkedBy(Reference, 'transforms'),
    projects: () => linkedBy(Project, 'transforms'),
    ablocks: () => toMany(TransformBlock, 'transform'),
    linksInRecord: () => toMany(RecordTransform, 'value'),
    linksProject: () => toMany(TransformProject, 'transform'),
    linksRecord: () => toMany(TransformRecord, 'transform'),
    linksReference: () => toMany(TransformReference, 'transform'),
    linksPredecessor: () => toMany(TransformTransform, 'successor'),
    linksSuccessor: () => toMany(TransformTransform, 'predecessor'),
    linksUlabel: () => toMany(TransformULabel, 'transform'),
  },
})

/** A piece of code that turns data into data: a script, a notebook, a pipeline, a function. */
export class Transform extends registry(TransformEntity, {
  described: {
    simple: ['environment', 'plan'],
    last: ['updatedAt', 'versionTag', 'isLatest', 'isLocked', 'createdAt'],
  },
  nameField: 'key',
  stemLength: 12,
  contentKey: ['key'],
  beforeDelete: removeReports,
}) {
  /**
   * A new transform, or the existing one: of the same key while it has no source code, or with the same source code.
   *
   * @throws FieldValidationError @throws ValidationError @throws InvalidArgument for an unknown option
   * @example await db.Transform.create({ key: 'align.nf', kind: 'pipeline' }).save()
   */
  static override create<C extends AnyRegistry>(this: C, options: TransformOptions): Draft<InstanceType<C>> {
    const registry = bound<Transform>(this)
    const draft = new Draft(registry, () => createTransform(registry, options))
    return draft as unknown as Draft<InstanceType<C>>
  }

  /**
   * The saved transform of a source file: the version that has this source code, or a new one.
   *
   * @example await db.Transform.fromPath('scripts/align.ts')
   */
  static fromPath<C extends AnyRegistry>(
    this: C,
    path: string,
    options: FromPathOptions = {},
  ): Promise<InstanceType<C>> {
    return transformFromPath(bound<Transform>(this), path, options) as unknown as Promise<InstanceType<C>>
  }

  /** The version tag, or the last four characters of the uid. */
  get version(): string {
    return versionOf(this)
  }
  set version(tag: string | null) {
    this.versionTag = tag
  }

  /** All versions on the default branches, newest first. */
  versions(): QuerySet<this> {
    return versionsOf(this)
  }

  /** Source code that was assigned is stored without its secrets. */
  override async beforeSave(): Promise<void> {
    checkKind(this.kind)
    const { sourceCode } = this
    if (typeof sourceCode !== 'string' || sourceCode === stateOf(this).stored?.['source_code']) return
    this.sourceCode = redacted(instanceOf(this), sourceCode)
  }
}

async function removeReports(
  { registry: { instance } }: RegistryMeta,
  ids: readonly number[],
): Promise<() => Promise<void>> {
  const artifactIds = await runArtifactIds(instance, 'transform_id', ids)
  return () => removeRunArtifacts(instance, artifactIds)
}
