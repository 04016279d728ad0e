import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  float,
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
import { CompoundPerturbation } from './compound-perturbation.ts'
import { PerturbationTarget } from './perturbation-target.ts'
import { Source, bioRegistry } from '@lamindb/bionty'

export const CompoundEntity = defineEntity({
  name: 'Compound',
  tableName: 'wetlab_compound',
  uniques: [{ properties: ['name', 'ontologyId'] }],
  properties: {
    id: id(),
    ontologyId: varchar(255).nullable().index(),
    source: () => toOne(Source).nullable(),
    uid: uid(14),
    abbr: varchar(32).nullable().unique(),
    synonyms: text().nullable().index(),
    description: text().nullable().index(),
    name: text().index(),
    type: varchar(32).nullable().index(),
    chemblId: varchar(32).nullable().index(),
    smiles: text().nullable().index(),
    canonicalSmiles: text().nullable().index(),
    inchikey: text().nullable().index(),
    molweight: float().nullable().index(),
    molformula: text().nullable().index(),
    moa: text().nullable().index(),
    ...sqlRecord(),
    ...tracksRun(),
    ...tracksUpdates(),
    parents: () => linked(Compound, () => CompoundParents).inverse('children'),
    targets: () => linked(PerturbationTarget, () => CompoundTargets).inverse('compounds'),
    artifacts: () => linked(Artifact, () => ArtifactCompound).inverse('compounds'),
    linksArtifact: () => toMany(ArtifactCompound, 'compound'),
    children: () => linkedBy(Compound, 'parents'),
    compoundperturbationSet: () => toMany(CompoundPerturbation, 'compound'),
  },
})

export class Compound extends bioRegistry(CompoundEntity, {
  nameField: 'name',
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {}

export const ArtifactCompoundEntity = defineEntity({
  name: 'ArtifactCompound',
  tableName: 'wetlab_artifactcompound',
  properties: {
    id: bigId(),
    compound: () => toOne(Compound).inverse('linksArtifact'),
    artifact: () => toOne(Artifact).cascade().inverse('linksCompound'),
    feature: () => toOne(Feature).nullable().inverse('linksArtifactcompound'),
    ...tracksRun(),
  },
})

export class ArtifactCompound extends registry(ArtifactCompoundEntity, { isLink: true }) {}

export const CompoundParentsEntity = defineEntity({
  name: 'CompoundParents',
  tableName: 'wetlab_compound_parents',
  uniques: [{ properties: ['fromCompound', 'toCompound'] }],
  properties: {
    id: bigId(),
    fromCompound: () => toOne(Compound).cascade(),
    toCompound: () => toOne(Compound).cascade(),
  },
})

export class CompoundParents extends registry(CompoundParentsEntity, { isLink: true }) {}

export const CompoundTargetsEntity = defineEntity({
  name: 'CompoundTargets',
  tableName: 'wetlab_compound_targets',
  uniques: [{ properties: ['compound', 'perturbationtarget'] }],
  properties: {
    id: bigId(),
    compound: () => toOne(Compound).cascade(),
    perturbationtarget: () => toOne(PerturbationTarget).cascade(),
  },
})

export class CompoundTargets extends registry(CompoundTargetsEntity, { isLink: true }) {}
