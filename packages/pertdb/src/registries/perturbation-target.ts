import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  id,
  linked,
  linkedBy,
  registry,
  sqlRecord,
  text,
  toMany,
  toOne,
  tracksRun,
  tracksUpdates,
  uid,
  varchar,
} from '@lamindb/core'
import { Biologic } from './biologic.ts'
import { Compound } from './compound.ts'
import { EnvironmentalPerturbation } from './environmental-perturbation.ts'
import { GeneticPerturbation } from './genetic-perturbation.ts'
import { Gene, Pathway, Protein, Source, bioRegistry } from '@lamindb/bionty'

export const PerturbationTargetEntity = defineEntity({
  name: 'PerturbationTarget',
  tableName: 'wetlab_perturbationtarget',
  properties: {
    id: id(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: varchar(255).index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    genes: () => linked(Gene, () => PerturbationTargetGenes).inverse('perturbationTargets'),
    pathways: () => linked(Pathway, () => PerturbationTargetPathways).inverse('perturbationTargets'),
    proteins: () => linked(Protein, () => PerturbationTargetProteins).inverse('perturbationTargets'),
    artifacts: () => linked(Artifact, () => ArtifactPerturbationTarget).inverse('perturbationTargets'),
    compounds: () => linkedBy(Compound, 'targets'),
    geneticPerturbations: () => linkedBy(GeneticPerturbation, 'targets'),
    biologics: () => linkedBy(Biologic, 'targets'),
    environmentalPerturbations: () => linkedBy(EnvironmentalPerturbation, 'targets'),
    linksArtifact: () => toMany(ArtifactPerturbationTarget, 'perturbationtarget'),
  },
})

export class PerturbationTarget extends bioRegistry(PerturbationTargetEntity, {
  canCurate: true,
  hasSynonyms: true,
}) {}

export const ArtifactPerturbationTargetEntity = defineEntity({
  name: 'ArtifactPerturbationTarget',
  tableName: 'wetlab_artifactperturbationtarget',
  properties: {
    id: bigId(),
    perturbationtarget: () => toOne(PerturbationTarget).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksPerturbationTarget'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactperturbationtarget'),
    ...tracksRun(),
  },
})

export class ArtifactPerturbationTarget extends registry(ArtifactPerturbationTargetEntity, {
  isLink: true,
}) {}

export const PerturbationTargetGenesEntity = defineEntity({
  name: 'PerturbationTargetGenes',
  tableName: 'wetlab_perturbationtarget_genes',
  uniques: [{ properties: ['perturbationtarget', 'gene'] }],
  properties: {
    id: bigId(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
    gene: () => toOne(Gene).cascade(),
  },
})

export class PerturbationTargetGenes extends registry(PerturbationTargetGenesEntity, { isLink: true }) {}

export const PerturbationTargetPathwaysEntity = defineEntity({
  name: 'PerturbationTargetPathways',
  tableName: 'wetlab_perturbationtarget_pathways',
  uniques: [{ properties: ['perturbationtarget', 'pathway'] }],
  properties: {
    id: bigId(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
    pathway: () => toOne(Pathway).cascade(),
  },
})

export class PerturbationTargetPathways extends registry(PerturbationTargetPathwaysEntity, {
  isLink: true,
}) {}

export const PerturbationTargetProteinsEntity = defineEntity({
  name: 'PerturbationTargetProteins',
  tableName: 'wetlab_perturbationtarget_proteins',
  uniques: [{ properties: ['perturbationtarget', 'protein'] }],
  properties: {
    id: bigId(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
    protein: () => toOne(Protein).cascade(),
  },
})

export class PerturbationTargetProteins extends registry(PerturbationTargetProteinsEntity, {
  isLink: true,
}) {}
