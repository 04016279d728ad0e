import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  id,
  linked,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
  type DatabaseTransaction,
} from '@lamindb/core'
import { warnOfUndocumentedType } from '../documented-types.ts'
import { PerturbationTarget } from './perturbation-target.ts'
import { Protein, Source, bioRegistry } from '@lamindb/bionty'

export const BiologicEntity = defineEntity({
  name: 'Biologic',
  tableName: 'wetlab_biologic',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    type: varchar(32).index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    proteins: () => linked(Protein, () => BiologicProteins).inverse('biologics'),
    targets: () => linked(PerturbationTarget, () => BiologicTargets).inverse('biologics'),
    artifacts: () => linked(Artifact, () => ArtifactBiologic).inverse('biologics'),
    linksArtifact: () => toMany(ArtifactBiologic, 'biologic'),
  },
})

/** Documented values of `Biologic.type`. */
export const biologicTypes = [
  'control',
  'protein',
  'peptide',
  'antibody',
  'enzyme',
  'growth-factor',
  'cytokine',
  'hormone',
  'vaccine',
  'oligonucleotide',
  'co-culture',
  'ligand',
] as const

/** A protein, a hormone, a cell or another biological agent that perturbs. Its `type` is required. */
export class Biologic extends bioRegistry(BiologicEntity, { canCurate: true, hasSynonyms: true }) {
  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    await super.beforeSave(transaction)
    warnOfUndocumentedType(this, biologicTypes)
  }
}

export const ArtifactBiologicEntity = defineEntity({
  name: 'ArtifactBiologic',
  tableName: 'wetlab_artifactbiologic',
  properties: {
    id: bigId(),
    biologic: () => toOne(Biologic).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksBiologic'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactbiologic'),
    ...tracksRun(),
  },
})

export class ArtifactBiologic extends registry(ArtifactBiologicEntity, { isLink: true }) {}

export const BiologicProteinsEntity = defineEntity({
  name: 'BiologicProteins',
  tableName: 'wetlab_biologic_proteins',
  uniques: [{ properties: ['biologic', 'protein'] }],
  properties: {
    id: bigId(),
    biologic: () => toOne(Biologic).cascade(),
    protein: () => toOne(Protein).cascade(),
  },
})

export class BiologicProteins extends registry(BiologicProteinsEntity, { isLink: true }) {}

export const BiologicTargetsEntity = defineEntity({
  name: 'BiologicTargets',
  tableName: 'wetlab_biologic_targets',
  uniques: [{ properties: ['biologic', 'perturbationtarget'] }],
  properties: {
    id: bigId(),
    biologic: () => toOne(Biologic).cascade(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
  },
})

export class BiologicTargets extends registry(BiologicTargetsEntity, { isLink: true }) {}
