import { InvalidInstanceIdentifier } from '../errors.ts'
import { parseInstanceIdentifier, type InstanceIdentity } from './instance-identifier.ts'

/** The instance that a text names which nobody may have meant as an identifier; `undefined` when it names none. */
export function tryInstanceIdentifier(
  text: string,
  owner: string,
  hubHosts: readonly string[],
): InstanceIdentity | undefined {
  try {
    return parseInstanceIdentifier(text, owner, hubHosts)
  } catch (error) {
    if (error instanceof InvalidInstanceIdentifier) return undefined
    throw error
  }
}
