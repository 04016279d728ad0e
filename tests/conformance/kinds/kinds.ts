import type { Kinds } from '../runner/run-file.ts'
import { ARTIFACT_KEY_KIND } from './artifact-keys.ts'
import { CONSTRUCTED_UID_KIND } from './bionty/constructed-uids.ts'
import { ONTOLOGY_TERMS_KIND } from './bionty/ontology-terms.ts'
import { REGISTERED_CALL_KIND, STAGED_CALL_KIND } from './bionty/recorded-calls.ts'
import { TERM_SEARCH_KIND } from './bionty/searches.ts'
import { SOURCE_IMPORT_KIND } from './bionty/source-import.ts'
import { SOURCE_LIST_KIND } from './bionty/source-list.ts'
import { SOURCE_UPGRADE_KIND } from './bionty/source-upgrade.ts'
import { WRITTEN_INSTANCE_KIND } from './instances/written-instance.ts'
import { TABLE_CURATION_KIND } from './curation/curation-case.ts'
import { DTYPE_TABLE_KIND } from './curation/dtype-table.ts'
import { DTYPE_KINDS } from './dtypes.ts'
import { FEATURE_DTYPE_KINDS } from './feature-dtypes.ts'
import { HASH_KINDS } from './hashes.ts'
import { JSON_TEXT_KINDS } from './json-texts.ts'
import { RECORD_UID_KINDS } from './record-uids.ts'
import { ROW_HASH_KINDS } from './row-hashes.ts'
import { DESCRIPTION_KIND } from './describe.ts'
import { SEARCH_KINDS } from './search.ts'
import { SEQUENCE_KIND } from './sequences.ts'
import { SUFFIX_KINDS } from './suffixes.ts'
import { UID_KINDS } from './uids.ts'

/** All kinds of cases and data sets that the runner knows, asked in this order. */
export const KINDS: Kinds = {
  cases: [
    ...UID_KINDS,
    ...HASH_KINDS,
    ...SUFFIX_KINDS,
    ...DTYPE_KINDS,
    ...FEATURE_DTYPE_KINDS,
    ...RECORD_UID_KINDS,
    ...ROW_HASH_KINDS,
    ...JSON_TEXT_KINDS,
    ...SEARCH_KINDS,
    DESCRIPTION_KIND,
    ARTIFACT_KEY_KIND,
    SEQUENCE_KIND,
    STAGED_CALL_KIND,
    REGISTERED_CALL_KIND,
    TABLE_CURATION_KIND,
    TERM_SEARCH_KIND,
    CONSTRUCTED_UID_KIND,
  ],
  dataSets: [
    ONTOLOGY_TERMS_KIND,
    SOURCE_IMPORT_KIND,
    SOURCE_UPGRADE_KIND,
    SOURCE_LIST_KIND,
    DTYPE_TABLE_KIND,
    WRITTEN_INSTANCE_KIND,
  ],
}
