import type { DatabaseTransaction } from '../database/database.ts'
import { linkLabels, type LabelLinks } from '../annotate/link-labels.ts'
import type { Instance } from '../instance/instance.ts'
import type { ArtifactData } from '../registries/artifact/artifact-options.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Schema } from '../registries/schema.ts'
import { isNew, stateOf } from '../registry/record-state.ts'
import type { ComponentCurator } from './component-curator.ts'
import type { FeatureValues, SaveCuratedOptions } from './curate-options.ts'
import { externalWrites } from './external-writes.ts'
import { featureSet, linkFeatureSet } from './feature-sets.ts'
import { idsOfLabels, type FoundLabels } from './vectors/resolve-labels.ts'

/** A dataset that was found right, and what it is to be saved as. */
export interface CuratedDataset {
  readonly schema: Schema
  /** Curators by slot; `columns` is that of the table itself. */
  readonly slots: ReadonlyMap<string, ComponentCurator>
  /** The artifact that holds the dataset already. */
  readonly artifact: Artifact | undefined
  /** What the artifact is made from where there is none. */
  readonly data: () => Promise<ArtifactData>
  readonly external: FeatureValues | undefined
  readonly options: SaveCuratedOptions
}

/** Saves the dataset as an artifact and annotates it, all in the transaction that writes the artifact. */
export async function saveCurated(instance: Instance, dataset: CuratedDataset): Promise<Artifact> {
  const artifact =
    dataset.artifact ?? (await instance.Artifact.fromDataFrame(await dataset.data(), dataset.options))
  const annotate = await annotationStep(instance, artifact, dataset)
  artifact.set({ schema: dataset.schema })
  artifact.onSave(annotate)
  return artifact.save()
}

export type AnnotationStep = (artifact: Artifact, transaction: DatabaseTransaction) => Promise<void>

/**
 * What is written about an artifact in the transaction of its save. Everything is looked up before: within the
 * transaction there is only writing.
 */
export async function annotationStep(
  instance: Instance,
  artifact: Artifact,
  { slots, external }: Pick<CuratedDataset, 'slots' | 'external'>,
): Promise<AnnotationStep> {
  const labels = await labelLinks(instance, slots.values())
  const sets = new Map<string, Schema>()
  for (const [slot, curator] of slots) {
    const set = await featureSet(instance, slot, curator)
    if (set) sets.set(slot, set)
  }
  const created = new Set([...sets.values()].filter(isNew))
  const writeExternal = external && (await externalWrites(artifact, external))
  return async (saved, transaction) => {
    await writeExternal?.(saved, transaction)
    for (const links of labels) await linkLabels(saved, links, transaction)
    for (const set of created) await saveAnew(set, transaction)
    for (const [slot, set] of sets) await linkFeatureSet(saved, slot, set, transaction)
  }
}

/** A repeated transaction finds the record as its first attempt left it, although nothing of that was kept. */
async function saveAnew(schema: Schema, transaction: DatabaseTransaction): Promise<void> {
  stateOf(schema).stored = undefined
  Reflect.deleteProperty(schema, 'id')
  await schema.save({ transaction })
}

/** Labels of each categorical feature, of all slots together; none for features with too many. */
async function labelLinks(instance: Instance, curators: Iterable<ComponentCurator>): Promise<LabelLinks[]> {
  const byFeature = new Map<number, { key: string; found: FoundLabels[] }>()
  for (const curator of curators) {
    for (const { feature, found, key } of (await curator.prepare()).vectors.values()) {
      if (!feature) continue
      const known = byFeature.get(feature.id) ?? { key, found: [] }
      known.found.push(...found)
      byFeature.set(feature.id, known)
    }
  }
  const most = instance.settings.annotation.nMaxRecords
  const links: LabelLinks[] = []
  for (const [featureId, { key, found }] of byFeature) {
    const count = found.reduce((total, labels) => total + labels.count, 0)
    if (count > most) {
      instance.logger.warning(
        `not annotating with ${count} labels for feature ${key} as it exceeds ${most} (ln.settings.annotation.n_max_records)`,
      )
      continue
    }
    for (const [meta, ids] of await idsOfLabels(instance, found)) links.push({ featureId, meta, ids })
  }
  return links
}
