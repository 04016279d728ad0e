import {
  Artifact,
  Feature,
  bigId,
  defineEntity,
  float,
  id,
  instanceOf,
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
  type DatabaseTransaction,
  type Instance,
} from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'
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
    children: () => linkedBy(Compound, 'parents'),
    compoundperturbationSet: () => toMany(CompoundPerturbation, 'compound'),
    linksArtifact: () => toMany(ArtifactCompound, 'compound'),
  },
})

/**
 * A chemical substance. There is no chemistry toolkit in this package: a structure is kept as it is given (`smiles`), and
 * what follows from it (canonical SMILES, InChIKey, weight, formula) is whatever the caller or Python writes.
 */
export class Compound extends bioRegistry(CompoundEntity, {
  nameField: 'name',
  described: {
    last: [
      'isLocked',
      'createdAt',
      'updatedAt',
      'ontologyId',
      'uid',
      'abbr',
      'synonyms',
      'description',
      'name',
    ],
  },
  ontologyIdField: 'ontologyId',
  canCurate: true,
  hasParents: true,
  hasSynonyms: true,
}) {
  override async beforeSave(transaction: DatabaseTransaction): Promise<void> {
    await super.beforeSave(transaction)
    const isUnprocessed = Boolean(this.smiles) && !this.canonicalSmiles
    if (isUnprocessed && this.id === undefined) sayThatSmilesIsKept(this)
  }

  /**
   * Gives the compound another structure and saves it. What followed from the old one is cleared.
   *
   * @throws InvalidArgument for an empty text
   */
  async updateSmiles(smiles: string): Promise<this> {
    if (typeof smiles !== 'string' || smiles === '')
      throw new InvalidArgument(`A structure in SMILES is a text, got '${smiles}'.`)
    Object.assign(this, { smiles, canonicalSmiles: null, inchikey: null, molweight: null, molformula: null })
    sayThatSmilesIsKept(this)
    return this.save()
  }
}

const told = new WeakSet<Instance>()

/** Said once for an instance. */
function sayThatSmilesIsKept(compound: Compound): void {
  const instance = instanceOf(compound)
  if (told.has(instance)) return
  told.add(instance)
  instance.logger.warning(
    `smiles of ${compound.name} is kept as given: canonical SMILES, InChIKey, weight and formula are not computed without a chemistry toolkit`,
  )
}

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
