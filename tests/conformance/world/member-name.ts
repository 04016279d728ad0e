import { camelCase } from './names.ts'

/** Names for which the API has another word than Python. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  pk: 'id',
  dtype_as_str: 'dtype',
  csv_kwargs: 'csv',
  df: 'rows',
  parquet_kwargs: 'parquet',
}

/** The keyword or option of the API that Python calls by a name. */
export function keywordName(name: string): string {
  return camelCase(OTHER_WORDS[name] ?? name)
}

/**
 * The member of an object that Python calls by a name: in camel case, capitals within words as the object has them
 * (`from_dataframe` is `fromDataFrame`). A name that the object does not have is returned in camel case.
 */
export function memberName(owner: object, name: string): string {
  const wanted = keywordName(name)
  if (Reflect.has(owner, wanted)) return wanted
  const folded = wanted.toLowerCase()
  for (let object: object | null = owner; object !== null; object = Reflect.getPrototypeOf(object)) {
    const found = Reflect.ownKeys(object).find(
      (key): key is string => typeof key === 'string' && key.toLowerCase() === folded,
    )
    if (found !== undefined) return found
  }
  return wanted
}
