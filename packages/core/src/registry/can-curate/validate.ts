import type { Scope } from '../scope.ts'
import { InspectResult } from './inspect-result.ts'
import { logCounts, logEmptyRegistry } from './curation-log.ts'
import type { ValidateOptions } from './curation-options.ts'
import { checkKind, curationTask, type CurationTask } from './curation-task.ts'
import { isComparable } from './curation-values.ts'
import { isEmptyScope, missingValues } from './missing-values.ts'

/**
 * Whether the rows of the scope have each value in the field, exactly and minding case. Empty values are never valid.
 *
 * @returns a list in the order of the input
 * @throws InvalidArgument when numbers are compared with texts
 */
export async function validateValues(
  scope: Scope,
  values: unknown,
  options: ValidateOptions,
): Promise<boolean[]> {
  const task = await curationTask(scope, values, options)
  await checkKind(task)
  const missing = await missingInGroups(task)
  const { registry, column, flat, distinct } = task
  if (missing.size === distinct.length && (await isWithoutRows(task))) {
    if (!options.mute) logEmptyRegistry(registry, task.terms !== undefined)
  } else if (!options.mute) {
    if (flat.length === 0) registry.instance.logger.warning('input has zero length')
    else
      logCounts(
        registry.instance.logger,
        new InspectResult({ values: flat, distinct, missing }),
        column.column,
      )
  }
  return flat.map((value) => isComparable(column, value) && !missing.has(value))
}

/** Distinct values that no row of their group has. */
export async function missingInGroups({ column, groups }: CurationTask): Promise<Set<unknown>> {
  const missing = new Set<unknown>()
  for (const { scope, values } of groups) {
    for (const value of await missingValues(scope, column, values)) missing.add(value)
  }
  return missing
}

async function isWithoutRows({ groups }: CurationTask): Promise<boolean> {
  for (const { scope } of groups) if (!(await isEmptyScope(scope))) return false
  return true
}
