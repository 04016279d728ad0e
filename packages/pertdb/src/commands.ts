import { curationCommands, type CommandDeclaration } from '@lamindb/bionty/commands'

/** `lamin pertdb …`, described without loading the module. */
export const commands: {
  readonly summary: string
  readonly commands: { readonly [name: string]: CommandDeclaration }
} = {
  summary: 'Perturbations: compounds, genetic and environmental ones, and their targets',
  commands: curationCommands('pertdb', {
    validate: 'Compound aspirin acetylsalicylate',
    inspect: 'Compound aspirin "acetylsalicylic acid"',
    standardize: 'Compound "acetylsalicylic acid"',
    search: 'Compound aspi',
  }),
}
