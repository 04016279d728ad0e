import type { BiontyNamespace } from './namespace.ts'
import type { CellLine } from './registries/cell-line.ts'
import type { CellMarker } from './registries/cell-marker.ts'
import type { CellType } from './registries/cell-type.ts'
import type { DevelopmentalStage } from './registries/developmental-stage.ts'
import type { Disease } from './registries/disease.ts'
import type { Ethnicity } from './registries/ethnicity.ts'
import type { ExperimentalFactor } from './registries/experimental-factor.ts'
import type { Gene } from './registries/gene.ts'
import type { Organism } from './registries/organism.ts'
import type { Pathway } from './registries/pathway.ts'
import type { Phenotype } from './registries/phenotype.ts'
import type { Protein } from './registries/protein.ts'
import type { Source } from './registries/source.ts'
import type { Tissue } from './registries/tissue.ts'

/** `db.bionty` */
export interface BiontyRegistries extends BiontyNamespace {
  readonly CellLine: typeof CellLine
  readonly CellMarker: typeof CellMarker
  readonly CellType: typeof CellType
  readonly DevelopmentalStage: typeof DevelopmentalStage
  readonly Disease: typeof Disease
  readonly Ethnicity: typeof Ethnicity
  readonly ExperimentalFactor: typeof ExperimentalFactor
  readonly Gene: typeof Gene
  readonly Organism: typeof Organism
  readonly Pathway: typeof Pathway
  readonly Phenotype: typeof Phenotype
  readonly Protein: typeof Protein
  readonly Source: typeof Source
  readonly Tissue: typeof Tissue
}

declare module '@lamindb/core' {
  interface Instance {
    readonly bionty: BiontyRegistries
  }
}
