import type { Kinds } from '../runner/run-file.ts'
import { BIONTY_TERMS_KIND } from './bionty-terms.ts'
import { DTYPE_KINDS } from './dtypes.ts'
import { HASH_KINDS } from './hashes.ts'
import { JSON_TEXT_KINDS } from './json-texts.ts'
import { RECORD_UID_KINDS } from './record-uids.ts'
import { SUFFIX_KINDS } from './suffixes.ts'
import { UID_KINDS } from './uids.ts'

/** All kinds of cases and data sets that the runner knows, asked in this order. */
export const KINDS: Kinds = {
  cases: [
    ...UID_KINDS,
    ...HASH_KINDS,
    ...SUFFIX_KINDS,
    ...DTYPE_KINDS,
    ...RECORD_UID_KINDS,
    ...JSON_TEXT_KINDS,
  ],
  dataSets: [BIONTY_TERMS_KIND],
}
