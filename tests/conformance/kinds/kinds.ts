import type { Kinds } from '../runner/run-file.ts'
import { BIONTY_TERMS_KIND } from './bionty-terms.ts'
import { DTYPE_KINDS } from './dtypes.ts'
import { HASH_KINDS } from './hashes.ts'
import { SUFFIX_KINDS } from './suffixes.ts'
import { UID_KINDS } from './uids.ts'

/** All kinds of cases and data sets that the runner knows, asked in this order. */
export const KINDS: Kinds = {
  cases: [...UID_KINDS, ...HASH_KINDS, ...SUFFIX_KINDS, ...DTYPE_KINDS],
  dataSets: [BIONTY_TERMS_KIND],
}
