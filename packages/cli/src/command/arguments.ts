/** A value that is told by its position. */
export interface PositionalSpec {
  readonly kind: 'positional'
  readonly description: string
  /** Whether it may be left out. */
  readonly optional: boolean
  /** Takes all the values that are left. */
  readonly many: boolean
}

/** A flag without a value. */
export interface FlagSpec {
  readonly kind: 'flag'
  readonly description: string
  /** A second name, written as on the command line: `--yes`. */
  readonly alias?: string | undefined
}

/** A flag with a value. */
export interface OptionSpec {
  readonly kind: 'option'
  readonly description: string
  /** What the help calls the value, in capitals. */
  readonly placeholder: string
  readonly type: 'text' | 'count'
  /** Whether it may be given several times. */
  readonly many: boolean
  readonly choices?: readonly string[] | undefined
}

export type ArgumentSpec = PositionalSpec | FlagSpec | OptionSpec

/** Arguments of a command under their names in camel case; on the command line flags are kebab-case. */
export interface ArgumentSpecs {
  readonly [name: string]: ArgumentSpec
}

type ValueOf<Spec> = Spec extends { kind: 'flag' }
  ? boolean
  : Spec extends { many: true }
    ? readonly string[]
    : Spec extends { kind: 'positional'; optional: false }
      ? string
      : Spec extends { kind: 'positional' }
        ? string | undefined
        : Spec extends { type: 'count' }
          ? number | undefined
          : string | undefined

/** What a command's `run` gets for its {@link ArgumentSpecs}. */
export type ArgumentValues<Specs extends ArgumentSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>
}

/** A value that must be given. */
export const positional = (description: string) =>
  ({ kind: 'positional', description, optional: false, many: false }) as const

/** A value that may be left out. */
export const optionalPositional = (description: string) =>
  ({ kind: 'positional', description, optional: true, many: false }) as const

/** One value or more. */
export const positionals = (description: string) =>
  ({ kind: 'positional', description, optional: false, many: true }) as const

/** A flag without a value, false unless it is given. */
export const flag = (description: string, alias?: string) => ({ kind: 'flag', description, alias }) as const

/** A flag with a text. */
export const option = (placeholder: string, description: string) =>
  ({ kind: 'option', placeholder, description, type: 'text', many: false }) as const

/** A flag with a text that may be given several times; no text when it is not given. */
export const options = (placeholder: string, description: string) =>
  ({ kind: 'option', placeholder, description, type: 'text', many: true }) as const

/** A flag with a whole number of at least 1. */
export const count = (placeholder: string, description: string) =>
  ({ kind: 'option', placeholder, description, type: 'count', many: false }) as const

/** A flag with one of several words. */
export const choice = (choices: readonly string[], description: string) =>
  ({
    kind: 'option',
    placeholder: choices.join('|'),
    description,
    type: 'text',
    many: false,
    choices,
  }) as const
