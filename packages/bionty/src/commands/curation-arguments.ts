import type { CommandArgument } from './command-types.ts'

/** The argument of commands that can go beyond the registry. */
export const sourceArgument: { readonly [name: string]: CommandArgument } = {
  fromSource: {
    kind: 'flag',
    description: 'look up in the public source what the registry lacks; may need the network',
  },
}

/** The registry that a command works on. */
export const registryArgument: CommandArgument = {
  kind: 'positional',
  description: 'registry of the module',
  optional: false,
  many: false,
}

/** The arguments of commands that compare values with a registry. */
export const curationArguments: { readonly [name: string]: CommandArgument } = {
  registry: registryArgument,
  values: { kind: 'positional', description: 'values to look at', optional: false, many: true },
  field: {
    kind: 'option',
    placeholder: 'FIELD',
    description: 'field that the values are of (default: the name)',
    type: 'text',
    many: false,
  },
  organism: {
    kind: 'option',
    placeholder: 'NAME',
    description: 'organism, where records belong to one',
    type: 'text',
    many: false,
  },
}
