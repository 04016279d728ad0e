import { columnTypeOfDtype, dtypeOfColumnType, inferColumnDtype, parseFilters } from '@lamindb/core/identity'
import { apiFromPython } from '../api/api-from-python.ts'
import { goldenFromApi } from '../api/golden-from-api.ts'
import { pythonFromGolden } from '../api/python-from-golden.ts'
import type { CaseKind } from '../runner/case-kind.ts'
import { ruleKind } from './rule-kind.ts'

/** Cases on dtypes that need no instance. */
export const DTYPE_KINDS: readonly CaseKind[] = [
  ruleKind('parse_filter_string', (recorded) => {
    const filters = parseFilters(recorded.text('in'))
    // Later conditions on a key replace earlier ones in a dict.
    return { out: Object.fromEntries(filters.map(({ key, value }) => [key, partsOf(key, value)])) }
  }),
  ruleKind('column type to stored string', (recorded) => ({
    out: dtypeOfColumnType(recorded.fields('in').text('column_dtype')),
  })),
  ruleKind('column dtype of an exported value', (recorded) => {
    const type = columnTypeOfDtype(recorded.text('in'))
    return { out: type === undefined ? null : { column_dtype: type } }
  }),
  ruleKind(
    'dtype and converted value inferred from a column',
    (recorded) => {
      const input = recorded.fields('in')
      const values = input.list('values').map((value) => apiFromPython(pythonFromGolden(value)))
      return { out: goldenFromApi(inferColumnDtype({ type: input.text('column_dtype'), values })) }
    },
    { inputs: ['in', 'target'] },
  ),
]

/** The reference splits a key at its first `__` into relation and field. */
function partsOf(key: string, value: string): (string | null)[] {
  const [relation = key, ...field] = key.split('__')
  return [relation, field.length === 0 ? null : field.join('__'), value]
}
