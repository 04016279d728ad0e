import type { EnvFileEntry } from './parse-env-file.ts'
import type { Variables } from '../environment/environment.ts'

const variable = /\$\{([^}:]*)(?::-([^}]*))?\}/g

/**
 * Replaces `${NAME}` and `${NAME:-default}` in the values of an env file, in order. A name is looked for among the
 * assignments above it, then in `variables`; one that has no value gives the empty text, one that is nowhere its default.
 *
 * @returns the last value of each key; `undefined` for a key without an equals sign
 */
export function interpolate(
  entries: readonly EnvFileEntry[],
  variables: Variables,
): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>()
  const lookUp = (name: string, fallback: string): string => {
    if (values.has(name)) return values.get(name) ?? ''
    return (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? fallback
  }
  for (const { key, value } of entries) {
    values.set(
      key,
      value?.replaceAll(variable, (_, name: string, fallback: string | undefined) =>
        lookUp(name, fallback ?? ''),
      ),
    )
  }
  return values
}
