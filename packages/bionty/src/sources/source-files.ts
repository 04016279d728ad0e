import { InvalidArgument } from '@lamindb/core/errors'
import type { SourceKey } from './source-uid.ts'

const pathSeparator = /[/\\]/

/**
 * Name of the file that holds the table of a source, in the cache and in the bucket of public tables.
 *
 * @throws {@link InvalidArgument} when the organism holds a path separator
 */
export function tableFileName(source: SourceKey): string {
  return `df_${fileStem(source)}.parquet`
}

/**
 * Name under which the original file of a source is cached; its syntax is told from its content.
 *
 * @throws {@link InvalidArgument} when the organism holds a path separator
 */
export function ontologyFileName(source: SourceKey): string {
  return `ontology_${fileStem(source)}`.replaceAll(' ', '_')
}

/** Class name of an entity: `CellType` for `bionty.CellType`. */
export function entityClassName(entity: string): string {
  return entity.slice(entity.lastIndexOf('.') + 1)
}

function fileStem({ organism, name, version, entity }: SourceKey): string {
  if (pathSeparator.test(organism)) {
    throw new InvalidArgument(`Organism '${organism}' cannot be part of a file name.`, {
      hint: "Use a name without '/' and '\\'.",
    })
  }
  const organismPart = organism.toLowerCase().replaceAll(' ', '-')
  return [organismPart, name, version, entityClassName(entity)].join('__')
}
