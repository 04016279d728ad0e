import type { CommandContext, CommandOutput, CommandValues } from './command-types.ts'
import { curatedRegistry, curationOptions } from './curated-registry.ts'

/** Which values a registry knows. */
export async function validate(
  module: string,
  { registry, values, ...options }: CommandValues,
  { db }: CommandContext,
): Promise<CommandOutput> {
  const target = curatedRegistry(db, module, String(registry))
  const given = values as readonly string[]
  const valid = (await target.validate(given, curationOptions(options))) as readonly boolean[]
  const rows = given.map((value, index) => ({ value, valid: valid[index] === true }))
  return {
    json: rows,
    text: ({ style }) =>
      rows.map((row) => `${row.valid ? style.good('✓') : style.bad('✗')} ${row.value}`).join('\n'),
  }
}
