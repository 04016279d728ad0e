import type { OntologyHeader } from '../ontology/ontology.ts'

const md5Digits = 8
const isoDate = /\d{4}-\d{2}-\d{2}/g

/**
 * Version of the source that an ontology file stands for: what the caller says, else `data-version` (OBO), else
 * `owl:versionInfo`, else the last date in `owl:versionIRI`, else the first 8 digits of the file's md5.
 *
 * @param md5 - of the stored file, 32 hexadecimal digits
 */
export function ontologyVersion(header: OntologyHeader, md5: string, given?: string): string {
  const dateOfIri = header.versionIri?.match(isoDate)?.at(-1)
  return given ?? header.dataVersion ?? header.versionInfo ?? dateOfIri ?? md5.slice(0, md5Digits)
}
