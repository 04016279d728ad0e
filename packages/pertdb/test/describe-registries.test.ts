import { describe, expect, inject, it } from 'vitest'

import { biontyModule } from '@lamindb/bionty'
import { createTestInstance, databases } from '@lamindb/core/testing'

import { pertdbModule } from '../src/index.ts'

/** As the reference describes its registries, and the end of the description of artifacts. */
const DESCRIPTIONS = {
  Organism: `Organism
  Simple fields
    .scientific_name: CharField
    .is_locked: BooleanField
    .created_at: DateTimeField
    .updated_at: DateTimeField
    .name: CharField
    .ontology_id: CharField
    .uid: CharField
    .abbr: CharField
    .synonyms: TextField
    .description: TextField
  Relational fields
    .branch: Branch
    .created_on: Branch
    .space: Space
    .created_by: User
    .run: Run
    .source: bionty.Source
    .parents: bionty.Organism
    .artifacts: Artifact
    .records: Record
  Bionty fields
    .children: bionty.Organism
    .genes: bionty.Gene
    .proteins: bionty.Protein
    .cell_markers: bionty.CellMarker`,
  Compound: `Compound
  Simple fields
    .type: CharField
    .chembl_id: CharField
    .smiles: TextField
    .canonical_smiles: TextField
    .inchikey: TextField
    .molweight: FloatField
    .molformula: TextField
    .moa: TextField
    .is_locked: BooleanField
    .created_at: DateTimeField
    .updated_at: DateTimeField
    .ontology_id: CharField
    .uid: CharField
    .abbr: CharField
    .synonyms: TextField
    .description: TextField
    .name: TextField
  Relational fields
    .branch: Branch
    .created_on: Branch
    .space: Space
    .created_by: User
    .run: Run
    .source: bionty.Source
    .parents: pertdb.Compound
    .targets: pertdb.PerturbationTarget
    .artifacts: Artifact
  Pertdb fields
    .children: pertdb.Compound
    .compoundperturbation: pertdb.CompoundPerturbation`,
  ArtifactEnd: `  Bionty fields
    .organisms: bionty.Organism
    .genes: bionty.Gene
    .proteins: bionty.Protein
    .cell_markers: bionty.CellMarker
    .tissues: bionty.Tissue
    .cell_types: bionty.CellType
    .diseases: bionty.Disease
    .cell_lines: bionty.CellLine
    .phenotypes: bionty.Phenotype
    .pathways: bionty.Pathway
    .experimental_factors: bionty.ExperimentalFactor
    .developmental_stages: bionty.DevelopmentalStage
    .ethnicities: bionty.Ethnicity
  Pertdb fields
    .compounds: pertdb.Compound
    .perturbation_targets: pertdb.PerturbationTarget
    .genetic_perturbations: pertdb.GeneticPerturbation
    .biologics: pertdb.Biologic
    .compound_perturbations: pertdb.CompoundPerturbation
    .environmental_perturbations: pertdb.EnvironmentalPerturbation
    .combination_perturbations: pertdb.CombinationPerturbation`,
}

describe.each(databases)('descriptions of registries on %s', (database) => {
  it('list what modules add to registries below them', async () => {
    await using test = await createTestInstance({
      database,
      postgresServerUrl: inject('postgresServerUrl'),
      modules: [biontyModule, pertdbModule],
    })
    const { db } = test
    expect(db.bionty.Organism.describe()).toBe(DESCRIPTIONS.Organism)
    expect(db.pertdb.Compound.describe()).toBe(DESCRIPTIONS.Compound)
    expect(db.Artifact.describe().slice(-DESCRIPTIONS.ArtifactEnd.length)).toBe(DESCRIPTIONS.ArtifactEnd)
  })
})
