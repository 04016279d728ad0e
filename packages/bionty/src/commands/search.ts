import type { CommandContext, CommandOutput, CommandValues } from './command-types.ts'
import { curatedRegistry } from './curated-registry.ts'

/** Records of a registry that contain a text, best first; then those with similar words. */
export async function search(
  module: string,
  { registry, text, limit }: CommandValues,
  { db }: CommandContext,
): Promise<CommandOutput> {
  const target = curatedRegistry(db, module, String(registry))
  const found = await target.search(String(text), limit === undefined ? {} : { limit: Number(limit) }).hits()
  const hits = found.map(({ record, score, isFuzzy }) => ({
    record: record.toJSON(),
    score: score ?? null,
    is_fuzzy: isFuzzy,
  }))
  if (hits.length === 0) return { json: hits, text: () => `Nothing like '${String(text)}' was found.` }
  const { meta } = target
  const names = ['uid', columnOf(meta, meta.nameField), columnOf(meta, meta.options.ontologyIdField)]
  const columns = [...new Set(names)].filter((column) => column !== undefined)
  return {
    json: hits,
    text: (view) =>
      view.table(
        [...columns, 'match'].map((title) => ({ title })),
        hits.map(({ record, is_fuzzy: isFuzzy }) => [
          ...columns.map((column) => String(record[column] ?? '')),
          isFuzzy ? 'similar' : '',
        ]),
      ),
  }
}

function columnOf(
  meta: { readonly columns: ReadonlyMap<string, { readonly column: string }> },
  property: string | undefined,
): string | undefined {
  return property === undefined ? undefined : meta.columns.get(property)?.column
}
