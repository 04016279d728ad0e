import type { CommandContext, CommandOutput, CommandValues, CommandView } from './command-types.ts'
import { curatedRegistry, curationOptions } from './curated-registry.ts'

/** Which values a registry knows, and which names the others stand for. */
export async function inspect(
  module: string,
  { registry, values, ...options }: CommandValues,
  { db }: CommandContext,
): Promise<CommandOutput> {
  const target = curatedRegistry(db, module, String(registry))
  const result = await target.inspect(values as readonly string[], curationOptions(options))
  const { validated, nonValidated, synonymsMapper, fracValidated } = result
  const report = { validated, nonValidated, synonymsMapper, fracValidated }
  const json = {
    validated,
    non_validated: nonValidated,
    synonyms_mapper: synonymsMapper,
    frac_validated: fracValidated,
  }
  return { json, text: (view) => render(report, view) }
}

interface Report {
  readonly validated: readonly unknown[]
  readonly nonValidated: readonly unknown[]
  readonly synonymsMapper: { readonly [input: string]: string }
  readonly fracValidated: number
}

function render(
  { validated, nonValidated, synonymsMapper, fracValidated }: Report,
  view: CommandView,
): string {
  const rows = [
    ...validated.map((value) => [String(value), 'validated', '']),
    ...nonValidated.map((value) => {
      const name = synonymsMapper[String(value)]
      return [String(value), name === undefined ? 'unknown' : 'synonym', name ?? '']
    }),
  ]
  const titles = ['value', 'verdict', 'stands for'].map((title) => ({ title }))
  return `${view.table(titles, rows)}\n${fracValidated} % validated`
}
