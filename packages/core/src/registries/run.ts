import { defineEntity } from '../registry/define-entity.ts'

import { Draft } from '../registry/draft.ts'
import { QuerySet } from '../registry/query-set.ts'
import { instanceOf } from '../registry/record-state.ts'
import type { Fields } from '../registry/record-types.ts'
import { bound, registry, type AnyRegistry } from '../registry/registry.ts'
import type { RegistryMeta } from '../registry/registry-meta.ts'
import { linked, linkedBy, toMany, toOne } from '../registry/relations.ts'
import { annotationOf, type FeatureManager } from './annotation.ts'
import { Artifact } from './artifact.ts'
import { RunBlock } from './attached-blocks.ts'
import { Collection } from './collection.ts'
import { JsonValue } from './json-value.ts'
import { ArtifactRun } from './links/artifact-links.ts'
import { RecordRun } from './links/record-links.ts'
import { RunArtifact, RunJsonValue, RunProject, RunRecord, RunULabel } from './links/run-links.ts'
import { Project } from './project.ts'
import { Record } from './record.ts'
import { createRun, type RunCreateOptions } from './run/create-run.ts'
import { removeRunArtifacts, runArtifactIds } from './run/remove-run-artifacts.ts'
import { runStatus, type RunStatus } from './run/run-status.ts'
import { Transform } from './transform.ts'
import { ULabel } from './ulabel.ts'
import { User } from './user.ts'
import {
  bigId,
  bool,
  createdNow,
  json,
  smallint,
  sqlRecord,
  text,
  timestamp,
  tracksUpdates,
  randomUidColumn,
  varchar,
} from './columns.ts'

export const RunEntity = defineEntity({
  name: 'Run',
  tableName: 'lamindb_run',
  properties: {
    id: bigId(),
    uid: randomUidColumn(16, 20),
    name: varchar(150).nullable().index(),
    description: text().nullable(),
    transform: () => toOne(Transform).cascade().inverse('runs'),
    entrypoint: varchar(255).nullable().index(),
    startedAt: createdNow().index(),
    finishedAt: timestamp().nullable().index(),
    report: () => toOne(Artifact).nullable().inverse('_reportOf'),
    environment: () => toOne(Artifact).nullable().inverse('_environmentOf'),
    plan: () => toOne(Artifact).nullable().inverse('_planForRuns'),
    params: json().nullable(),
    extraData: json().nullable(),
    reference: varchar(255).nullable().index(),
    referenceType: varchar(25).nullable().index(),
    cliArgs: varchar(1024).nullable(),
    createdAt: createdNow().index(),
    createdBy: () => toOne(User).cascade().inverse('createdRuns'),
    initiatedByRun: () => toOne(Run).nullable().cascade().inverse('initiatedRuns'),
    _isConsecutive: bool().nullable(),
    _statusCode: smallint().index().default(-3),
    ...sqlRecord(),
    ...tracksUpdates(),
    jsonValues: () => linked(JsonValue, () => RunJsonValue).inverse('runs'),
    ulabels: () => linked(ULabel, () => RunULabel).inverse('runs'),
    linkedInRecords: () => linked(Record, () => RecordRun).inverse('linkedRuns'),
    artifacts: () => linked(Artifact, () => ArtifactRun).inverse('runs'),
    linkedArtifacts: () => linked(Artifact, () => RunArtifact).inverse('linkedByRuns'),
    initiatedRuns: () => toMany(Run, 'initiatedByRun'),
    valuesArtifact: () => toMany(RunArtifact, 'run'),
    outputTransforms: () => toMany(Transform, 'run'),
    outputArtifacts: () => toMany(Artifact, 'run'),
    inputArtifacts: () => linkedBy(Artifact, 'inputOfRuns'),
    recreatedArtifacts: () => linkedBy(Artifact, 'recreatingRuns'),
    outputCollections: () => toMany(Collection, 'run'),
    inputCollections: () => linkedBy(Collection, 'inputOfRuns'),
    recreatedCollections: () => linkedBy(Collection, 'recreatingRuns'),
    outputRecords: () => toMany(Record, 'run'),
    inputRecords: () => linkedBy(Record, 'inputOfRuns'),
    records: () => linkedBy(Record, 'runs'),
    projects: () => linkedBy(Project, 'runs'),
    ablocks: () => toMany(RunBlock, 'run'),
    linksArtifact: () => toMany(ArtifactRun, 'run'),
    linksInRecord: () => toMany(RecordRun, 'value'),
    linksJsonvalue: () => toMany(RunJsonValue, 'run'),
    linksProject: () => toMany(RunProject, 'run'),
    linksRecord: () => toMany(RunRecord, 'run'),
    linksUlabel: () => toMany(RunULabel, 'run'),
  },
})

/** One execution of a transform. */
export class Run extends registry(RunEntity, {
  described: { last: ['createdAt', 'isLocked', 'updatedAt'] },
  nameField: 'startedAt',
  beforeDelete: removeReports,
  aliases: { status: runStatus.alias },
}) {
  /**
   * A new run of a saved transform.
   *
   * @throws InvalidArgument for an unsaved transform, another status than `scheduled` and `started`, an unknown option
   */
  static override create<C extends AnyRegistry>(
    this: C,
    options: RunCreateOptions | Fields<InstanceType<C>>,
  ): Draft<InstanceType<C>> {
    const registry = bound<Run>(this)
    const draft = new Draft(registry, async () => createRun(registry, options as RunCreateOptions))
    return draft as unknown as Draft<InstanceType<C>>
  }

  /** The values of features of this run. */
  get features(): FeatureManager {
    return annotationOf(instanceOf(this)).features(this)
  }

  get status(): RunStatus {
    return runStatus.of(this._statusCode)
  }
  set status(status: RunStatus) {
    this._statusCode = runStatus.code(status)
  }

  /** Artifacts that the run has made; with `includeRecreated` also those that it has made once more. */
  queryOutputArtifacts(options: { readonly includeRecreated?: boolean } = {}): QuerySet<Artifact> {
    const registry = instanceOf(this).registryNamed('Artifact')
    const made = { runId: this.id }
    const recreated = { recreatingRuns: { id: this.id } }
    return new QuerySet<Artifact>(registry).filter(
      options.includeRecreated ? { $or: [made, recreated] } : made,
    )
  }
}

async function removeReports(
  { registry: { instance } }: RegistryMeta,
  ids: readonly number[],
): Promise<() => Promise<void>> {
  const artifactIds = await runArtifactIds(instance, 'id', ids)
  return () => removeRunArtifacts(instance, artifactIds)
}
