import type { Instance } from '../instance/instance.ts'
import { resolveAll } from '../module/token.ts'
import { publicTermsToken, type PublicRow } from '../registry/can-curate/public-terms.ts'
import { Lookup } from '../registry/search/lookup/lookup.ts'
import type { LookupOf } from '../registry/search/lookup/lookup-options.ts'
import type { LabelComponent } from './vectors/label-component.ts'

/** Terms of a public source, by properties made from what the data hold. */
export type PublicLookup = LookupOf<PublicRow, object>

/**
 * The terms that values of a column may name in the public source of the dtype, else in the default one; undefined for a
 * registry without public sources. All terms are read.
 *
 * @throws OrganismNotSet when the registry requires an organism, and there is none
 */
export async function publicLookup(
  instance: Instance,
  { meta, column, organism, source }: LabelComponent,
): Promise<PublicLookup | undefined> {
  const { registry } = meta
  const terms = resolveAll(instance.container, publicTermsToken).find((one) => one.serves(registry))
  if (!terms) return undefined
  const field = column.property
  const [group] = await terms.organisms({ registry, field, values: [], organism })
  const table = await terms.table({ registry, field, organism: group?.organism, source, purpose: 'look-up' })
  const rows = table ? [...(await table.rows())] : []
  const entries = rows.map((row) => [row[field], row] as const)
  return new Lookup(entries, 'first', instance.logger) as PublicLookup
}
