import { compareGolden, describeDifference } from '../../golden/compare.ts'
import { Fields } from '../../golden/fields.ts'
import { isGoldenList, isGoldenObject, showGolden, type GoldenJson } from '../../golden/golden-json.ts'

/**
 * Why a value is not what was recorded, or what `ours` prescribes instead: another value, or how far the recorded one
 * holds.
 *
 * - `{skip}`: not at all
 * - `{at_least: n}`: a lower bound
 * - `{without: [ids], superset: true}`: rows but those that have one of these in a cell; more may be there
 *
 * @returns `undefined` when it is
 */
export function prescribedDifference(
  recorded: GoldenJson,
  ours: GoldenJson | undefined,
  actual: GoldenJson,
): string | undefined {
  if (ours === undefined || !isGoldenObject(ours)) return difference(ours ?? recorded, actual)
  const rule = new Fields(ours)
  if (rule.has('skip')) return undefined
  if (rule.has('at_least')) {
    const least = rule.required('at_least')
    return typeof actual === 'bigint' && actual >= (least as bigint)
      ? undefined
      : `expected at least ${showGolden(least)}, got ${showGolden(actual)}`
  }
  if (!rule.has('without') || !isGoldenList(recorded) || !isGoldenList(actual))
    return difference(ours, actual)
  const excepted = new Set(rule.list('without'))
  const isMeant = (row: GoldenJson): boolean => !isGoldenList(row) || !row.some((cell) => excepted.has(cell))
  const [expected, found] = [recorded.filter(isMeant), actual.filter(isMeant)]
  if (rule.value('superset') !== true) return difference(expected, found)
  const byFirst = new Map(found.filter(isGoldenList).map((row) => [row[0], row]))
  for (const row of expected) {
    const differs = difference(row, byFirst.get(isGoldenList(row) ? row[0] : row) ?? null)
    if (differs !== undefined) return differs
  }
  return undefined
}

function difference(expected: GoldenJson, actual: GoldenJson): string | undefined {
  const found = compareGolden(expected, actual)
  return found && describeDifference(found)
}
