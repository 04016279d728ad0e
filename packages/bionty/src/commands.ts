import { curationCommands } from './commands/curation-commands.ts'
import { registryArgument } from './commands/curation-arguments.ts'
import type { CommandDeclaration } from './commands/command-types.ts'

export { curationCommands, type CurationExamples } from './commands/curation-commands.ts'
export type { CommandDeclaration } from './commands/command-types.ts'

const importCommand: CommandDeclaration = {
  summary: 'Fill a registry from a public ontology, or from a file',
  description:
    'Files may be OBO, OWL, OBO Graphs or Turtle, or a table, compressed or not. What is there already keeps its row and its links.',
  maturity: 'stable',
  examples: [
    'lamin bionty import CellType --file immune-cells.obo',
    'lamin bionty import Gene --file genes.csv --organism human',
  ],
  args: {
    registry: registryArgument,
    file: {
      kind: 'option',
      placeholder: 'PATH',
      description: 'ontology or table (default: the public source, from the cache or the network)',
      type: 'text',
      many: false,
    },
    organism: {
      kind: 'option',
      placeholder: 'NAME',
      description: 'organism of the records, where they belong to one',
      type: 'text',
      many: false,
    },
    version: {
      kind: 'option',
      placeholder: 'TEXT',
      description: 'version of the file, where it does not say it',
      type: 'text',
      many: false,
    },
  },
  run: () => import('./commands/import.ts'),
}

/** `lamin bionty …`, described without loading the module. */
export const commands: {
  readonly summary: string
  readonly commands: { readonly [name: string]: CommandDeclaration }
} = {
  summary: 'Biological registries and public ontologies',
  commands: {
    import: importCommand,
    ...curationCommands('bionty', {
      validate: 'CellType "T cell" "T-cell"',
      inspect: 'CellType "T-cell" "b cell" "astroglia"',
      standardize: 'CellType "T-cell" "b cell"',
      search: 'CellType lymph',
    }),
  },
}
