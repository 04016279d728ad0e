import type { RegistryRecord } from '../registry/record.ts'
import { trackRunInputs, type RunInput } from './run-inputs.ts'

export interface GetOptions {
  /** Makes what is found an input of the current run, or of the run given. */
  readonly isRunInput?: RunInput
}

/** What was found, as an input of a run if that is asked for. */
export async function asInput<R extends RegistryRecord>(
  found: R,
  { isRunInput = false }: GetOptions,
): Promise<R> {
  await trackRunInputs([found], isRunInput)
  return found
}
