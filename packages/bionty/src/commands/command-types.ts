import type { Instance } from '@lamindb/core'

/** An argument of a command, as the command line reads it. */
export type CommandArgument =
  | {
      readonly kind: 'positional'
      readonly description: string
      readonly optional: boolean
      readonly many: boolean
    }
  | { readonly kind: 'flag'; readonly description: string }
  | {
      readonly kind: 'option'
      readonly description: string
      readonly placeholder: string
      readonly type: 'text' | 'count'
      readonly many: boolean
    }

/** A table of texts with titles. */
type FormatTable = (
  columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[],
  rows: readonly (readonly string[])[],
) => string

/** Where text is shown. */
export interface CommandView {
  readonly style: { readonly good: (text: string) => string; readonly bad: (text: string) => string }
  readonly table: FormatTable
}

/** What a command has found out: for programs and for people. */
export interface CommandOutput {
  readonly json: unknown
  text(view: CommandView): string
}

/** What a command works with. */
export interface CommandContext {
  readonly db: Instance
  readonly signal: AbortSignal
  readonly progress: {
    update(progress: {
      readonly label: string
      readonly done: number
      readonly total?: number | undefined
    }): void
  }
  readonly workingDirectory: string
}

/** Values of a command's arguments by name. */
export interface CommandValues {
  readonly [name: string]: unknown
}

/** A command as the command line expects it; `run` imports the file that does the work. */
export interface CommandDeclaration {
  readonly summary: string
  readonly description?: string
  readonly maturity: 'stable' | 'experimental'
  readonly examples: readonly string[]
  readonly args: { readonly [name: string]: CommandArgument }
  run(): Promise<{
    readonly run: (values: CommandValues, context: CommandContext) => Promise<CommandOutput>
  }>
}
