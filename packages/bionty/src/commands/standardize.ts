import type { CommandContext, CommandOutput, CommandValues } from './command-types.ts'
import { curatedRegistry, curationOptions } from './curated-registry.ts'

/** Values with synonyms and differing case replaced by names, one a line. */
export async function standardize(
  module: string,
  { registry, values, ...options }: CommandValues,
  { db }: CommandContext,
): Promise<CommandOutput> {
  const target = curatedRegistry(db, module, String(registry))
  const names = (await target.standardize(
    values as readonly string[],
    curationOptions(options),
  )) as readonly unknown[]
  return { json: names, text: () => names.map(String).join('\n') }
}
