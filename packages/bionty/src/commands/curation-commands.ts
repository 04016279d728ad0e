import { curationArguments, registryArgument, sourceArgument } from './curation-arguments.ts'
import type { CommandDeclaration } from './command-types.ts'

/** The examples of a module's curation commands, each a registry and values without the name of the command. */
export interface CurationExamples {
  readonly validate: string
  readonly inspect: string
  readonly standardize: string
  readonly search: string
}

/** `validate`, `inspect`, `standardize` and `search` for the registries of a module. */
export function curationCommands(
  module: string,
  examples: CurationExamples,
): { readonly [name: string]: CommandDeclaration } {
  const example = (command: keyof CurationExamples) => `lamin ${module} ${command} ${examples[command]}`
  return {
    validate: {
      summary: 'Say which values a registry knows',
      maturity: 'stable',
      examples: [example('validate')],
      args: curationArguments,
      run: async () => {
        const { validate } = await import('./validate.ts')
        return { run: (values, context) => validate(module, values, context) }
      },
    },
    inspect: {
      summary: 'Say which values a registry knows, and what the others stand for',
      maturity: 'stable',
      examples: [example('inspect')],
      args: { ...curationArguments, ...sourceArgument },
      run: async () => {
        const { inspect } = await import('./inspect.ts')
        return { run: (values, context) => inspect(module, values, context) }
      },
    },
    standardize: {
      summary: 'Replace synonyms and differing case by names',
      maturity: 'stable',
      examples: [example('standardize')],
      args: { ...curationArguments, ...sourceArgument },
      run: async () => {
        const { standardize } = await import('./standardize.ts')
        return { run: (values, context) => standardize(module, values, context) }
      },
    },
    search: {
      summary: 'Search the records of a registry',
      maturity: 'stable',
      examples: [example('search')],
      args: {
        registry: registryArgument,
        text: { kind: 'positional', description: 'words to search for', optional: false, many: false },
        limit: {
          kind: 'option',
          placeholder: 'N',
          description: 'most records to show (default: 20)',
          type: 'count',
          many: false,
        },
      },
      run: async () => {
        const { search } = await import('./search.ts')
        return { run: (values, context) => search(module, values, context) }
      },
    },
  }
}
