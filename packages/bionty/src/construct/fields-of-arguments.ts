import { RegistryRecord, type BoundRegistry } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import { originOfTerm } from '../public/term-origin.ts'
import { fieldsOfRow } from '../terms/fields-of-row.ts'

/**
 * The fields that a constructor was given: as they are, or those of a term of a public table, a look-up or a search, which
 * brings its source, organism and parents. Of several terms the first one counts.
 *
 * @throws InvalidArgument for an organism that is no record
 */
export function fieldsOfArguments(registry: BoundRegistry, given: object): object {
  const [first, ...others] = Array.isArray(given) ? (given as object[]) : [given]
  const origin = first && originOfTerm(first)
  if (first === undefined || !origin) {
    checkOrganismArgument(given)
    return given
  }
  const { meta, instance } = registry
  if (others.length > 0) {
    instance.logger.warning(
      'multiple lookup/search results were passed. Only returning record from the first entry.',
    )
  }
  const { parents } = first as { readonly parents?: readonly string[] }
  return {
    ...fieldsOfRow(meta, first as never),
    source: origin.source,
    ...(meta.relations.has('organism') && { organism: origin.organism }),
    ...(meta.relations.has('parents') && { parents }),
  }
}

function checkOrganismArgument({ organism }: { readonly organism?: unknown }): void {
  if (organism === undefined || organism === null || organism instanceof RegistryRecord) return
  throw new InvalidArgument('organism must be a `bionty.Organism` record.', {
    hint: "Get the record first: await db.bionty.Organism.fromSource({ name: 'human' }).save().",
  })
}
