import { Gene, Pathway, Protein } from '@lamindb/bionty'
import { Artifact, Feature, linkedBy, toMany, type Contribution, type RelatedSet } from '@lamindb/core'
import { ArtifactBiologic, Biologic } from './biologic.ts'
import { ArtifactCombinationPerturbation, CombinationPerturbation } from './combination-perturbation.ts'
import { ArtifactCompoundPerturbation, CompoundPerturbation } from './compound-perturbation.ts'
import { ArtifactCompound, Compound } from './compound.ts'
import { ArtifactEnvironmentalPerturbation, EnvironmentalPerturbation } from './environmental-perturbation.ts'
import { ArtifactGeneticPerturbation, GeneticPerturbation } from './genetic-perturbation.ts'
import { ArtifactPerturbationTarget, PerturbationTarget } from './perturbation-target.ts'

/** What this module adds to registries of others: inverse sides only, never a column. */
export const contributions: Contribution[] = [
  {
    on: Gene,
    properties: {
      perturbationTargets: () => linkedBy(PerturbationTarget, 'genes'),
    },
  },
  {
    on: Pathway,
    properties: {
      perturbationTargets: () => linkedBy(PerturbationTarget, 'pathways'),
    },
  },
  {
    on: Protein,
    properties: {
      perturbationTargets: () => linkedBy(PerturbationTarget, 'proteins'),
      biologics: () => linkedBy(Biologic, 'proteins'),
    },
  },
  {
    on: Artifact,
    properties: {
      compounds: () => linkedBy(Compound, 'artifacts'),
      perturbationTargets: () => linkedBy(PerturbationTarget, 'artifacts'),
      geneticPerturbations: () => linkedBy(GeneticPerturbation, 'artifacts'),
      biologics: () => linkedBy(Biologic, 'artifacts'),
      compoundPerturbations: () => linkedBy(CompoundPerturbation, 'artifacts'),
      environmentalPerturbations: () => linkedBy(EnvironmentalPerturbation, 'artifacts'),
      combinationPerturbations: () => linkedBy(CombinationPerturbation, 'artifacts'),
      linksBiologic: () => toMany(ArtifactBiologic, 'artifact'),
      linksCombinationPerturbation: () => toMany(ArtifactCombinationPerturbation, 'artifact'),
      linksCompound: () => toMany(ArtifactCompound, 'artifact'),
      linksCompoundPerturbation: () => toMany(ArtifactCompoundPerturbation, 'artifact'),
      linksEnvironmentalPerturbation: () => toMany(ArtifactEnvironmentalPerturbation, 'artifact'),
      linksGeneticPerturbation: () => toMany(ArtifactGeneticPerturbation, 'artifact'),
      linksPerturbationTarget: () => toMany(ArtifactPerturbationTarget, 'artifact'),
    },
  },
  {
    on: Feature,
    properties: {
      linksArtifactbiologic: () => toMany(ArtifactBiologic, 'feature'),
      linksArtifactcombinationperturbation: () => toMany(ArtifactCombinationPerturbation, 'feature'),
      linksArtifactcompound: () => toMany(ArtifactCompound, 'feature'),
      linksArtifactcompoundperturbation: () => toMany(ArtifactCompoundPerturbation, 'feature'),
      linksArtifactenvironmentalperturbation: () => toMany(ArtifactEnvironmentalPerturbation, 'feature'),
      linksArtifactgeneticperturbation: () => toMany(ArtifactGeneticPerturbation, 'feature'),
      linksArtifactperturbationtarget: () => toMany(ArtifactPerturbationTarget, 'feature'),
    },
  },
]

declare module '@lamindb/bionty' {
  interface Gene {
    perturbationTargets: RelatedSet<PerturbationTarget>
  }
  interface Pathway {
    perturbationTargets: RelatedSet<PerturbationTarget>
  }
  interface Protein {
    biologics: RelatedSet<Biologic>
    perturbationTargets: RelatedSet<PerturbationTarget>
  }
}

declare module '@lamindb/core' {
  interface Artifact {
    linksBiologic: RelatedSet<ArtifactBiologic>
    linksCombinationPerturbation: RelatedSet<ArtifactCombinationPerturbation>
    linksCompound: RelatedSet<ArtifactCompound>
    linksCompoundPerturbation: RelatedSet<ArtifactCompoundPerturbation>
    linksEnvironmentalPerturbation: RelatedSet<ArtifactEnvironmentalPerturbation>
    linksGeneticPerturbation: RelatedSet<ArtifactGeneticPerturbation>
    linksPerturbationTarget: RelatedSet<ArtifactPerturbationTarget>
    biologics: RelatedSet<Biologic>
    combinationPerturbations: RelatedSet<CombinationPerturbation>
    compounds: RelatedSet<Compound>
    compoundPerturbations: RelatedSet<CompoundPerturbation>
    environmentalPerturbations: RelatedSet<EnvironmentalPerturbation>
    geneticPerturbations: RelatedSet<GeneticPerturbation>
    perturbationTargets: RelatedSet<PerturbationTarget>
  }
  interface Feature {
    linksArtifactbiologic: RelatedSet<ArtifactBiologic>
    linksArtifactcombinationperturbation: RelatedSet<ArtifactCombinationPerturbation>
    linksArtifactcompound: RelatedSet<ArtifactCompound>
    linksArtifactcompoundperturbation: RelatedSet<ArtifactCompoundPerturbation>
    linksArtifactenvironmentalperturbation: RelatedSet<ArtifactEnvironmentalPerturbation>
    linksArtifactgeneticperturbation: RelatedSet<ArtifactGeneticPerturbation>
    linksArtifactperturbationtarget: RelatedSet<ArtifactPerturbationTarget>
  }
}
