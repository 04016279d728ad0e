import { InvalidArgument } from '@lamindb/core/errors'
import { uidFromText } from '@lamindb/core/identity'

/** Length of a uid of any biological registry but Source. */
const BIO_UID_LENGTH = 14

/** What decides the uid of a record, missing values as null or undefined. */
export interface UidFields {
  readonly [field: string]: unknown
}

const given = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * The deterministic uid of a biological record: of its identifier in the public source, else of its name, joined by the
 * organism's common name where the registry has organisms.
 *
 * @throws InvalidArgument when there is nothing to make it from
 */
export function bioUid(registry: string, fields: UidFields, organismName?: string): string {
  const text = encodedText(registry, fields, organismName)
  if (text === undefined) throw new InvalidArgument(`must provide ${needed(registry)}`)
  return uidFromText(text, BIO_UID_LENGTH)
}

function encodedText(registry: string, fields: UidFields, organismName = ''): string | undefined {
  const named = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : name + organismName
  switch (registry) {
    case 'Gene':
      return given(fields['ensemblGeneId']) ?? given(fields['stableId']) ?? named(given(fields['symbol']))
    case 'Protein':
      return given(fields['uniprotkbId']) ?? named(given(fields['name']))
    case 'CellMarker':
      return named(given(fields['name']))
    default:
      return given(fields['ontologyId']) ?? given(fields['name'])
  }
}

function needed(registry: string): string {
  if (registry === 'Gene') return 'ensembl_gene_id, stable_id or symbol'
  if (registry === 'Protein') return 'uniprotkb_id or name'
  return registry === 'CellMarker' ? 'name' : 'ontology_id or name'
}
