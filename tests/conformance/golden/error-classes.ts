/** Names of our error classes by those that Python raises; a class that is not here keeps its name. */
const OUR_NAMES: ReadonlyMap<string, string> = new Map([
  ['ValueError', 'InvalidArgument'],
  ['TypeError', 'InvalidArgument'],
  ['AssertionError', 'InvalidArgument'],
  ['ObjectDoesNotExist', 'DoesNotExist'],
  ['MultipleObjectsReturned', 'MultipleResultsFound'],
  ['FileNotFoundError', 'FileNotFound'],
  ['FileExistsError', 'FileExists'],
  ['NotImplementedError', 'NotSupported'],
  ['NotSupportedError', 'NotSupported'],
])

/** Classes that are not LaminDB's own: their messages are Python's, not ours. */
const FOREIGN: ReadonlySet<string> = new Set([
  ...OUR_NAMES.keys(),
  'DoesNotExist',
  'MultipleResultsFound',
  'IntegrityError',
  'ProtectedError',
  'FieldError',
])

/** The class that the project raises where Python raises this one. */
export function ourErrorName(pythonName: string): string {
  return OUR_NAMES.get(pythonName) ?? pythonName
}

/** Whether a class belongs to LaminDB, so that the text of its message is part of the contract. */
export function isLaminErrorName(pythonName: string): boolean {
  return !FOREIGN.has(pythonName)
}

/** Names of the class of a thrown value and of its ancestors, the most special first. */
export function errorNames(thrown: unknown): string[] {
  const names = new Set<string>()
  if (thrown instanceof Error) names.add(thrown.name)
  for (let prototype: unknown = thrown; prototype; prototype = Object.getPrototypeOf(prototype)) {
    const { constructor } = prototype as { constructor?: { name?: string } }
    if (constructor?.name) names.add(constructor.name)
  }
  return [...names]
}
