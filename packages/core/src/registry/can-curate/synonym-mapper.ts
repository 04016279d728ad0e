import { compareCodePoints } from '../../identity/code-point-order.ts'
import type { Keep } from './curation-options.ts'

/** How names are compared, see {@link SynonymMapper}. */
export interface SynonymMapperOptions {
  readonly caseSensitive: boolean
  readonly keep: Keep
}

/** The names of one synonym, as the rows had them. */
interface SynonymHit {
  readonly synonym: string
  readonly names: { readonly name: string | null; readonly synonyms: string }[]
}

/**
 * Finds the names that values stand for, while rows of names and synonyms pass by: the value itself if it is a name,
 * else the first name that differs in case only, else the name with that synonym. Holds what concerns the values, not
 * the rows.
 *
 * Of synonyms that differ in case only the first by code points counts, whichever row it stands in.
 */
export class SynonymMapper {
  readonly #values: ReadonlySet<string>
  readonly #keys: ReadonlySet<string>
  readonly #options: SynonymMapperOptions
  readonly #exact = new Set<string>()
  readonly #byCase = new Map<string, string>()
  readonly #bySynonym = new Map<string, SynonymHit>()

  /** @param values - those to be mapped; an empty text is never mapped */
  constructor(values: Iterable<string>, options: SynonymMapperOptions) {
    this.#options = options
    this.#values = new Set(values)
    this.#keys = new Set([...this.#values].filter((value) => value !== '').map((value) => this.#keyOf(value)))
  }

  /** Takes one row; the order of rows matters. */
  add(name: string | null, synonyms: string | null): void {
    if (name !== null) this.#addName(name)
    if (synonyms) for (const synonym of synonyms.split('|')) this.#addSynonym(synonym, name, synonyms)
  }

  /** The name of a value, several where all are kept, `undefined` for none. */
  nameOf(value: string): string | string[] | undefined {
    if (this.#exact.has(value)) return value
    const key = this.#keyOf(value)
    const byCase = this.#options.caseSensitive ? undefined : this.#byCase.get(key)
    return byCase ?? this.#kept(this.#bySynonym.get(key))
  }

  #addName(name: string): void {
    if (this.#values.has(name)) this.#exact.add(name)
    if (this.#options.caseSensitive) return
    const key = name.toLowerCase()
    if (this.#keys.has(key) && !this.#byCase.has(key)) this.#byCase.set(key, name)
  }

  #addSynonym(synonym: string, name: string | null, synonyms: string): void {
    if (synonym === name) return
    const key = this.#keyOf(synonym)
    if (!this.#keys.has(key)) return
    const hit = this.#bySynonym.get(key)
    if (hit?.synonym === synonym) hit.names.push({ name, synonyms })
    else if (!hit || compareCodePoints(synonym, hit.synonym) < 0)
      this.#bySynonym.set(key, { synonym, names: [{ name, synonyms }] })
  }

  #kept(hit: SynonymHit | undefined): string | string[] | undefined {
    if (!hit) return undefined
    if (this.#options.keep === false) return single(distinctRows(hit))
    const names = hit.names.map((row) => row.name).filter((name) => name !== null)
    return this.#options.keep === 'first' ? names[0] : names.at(-1)
  }

  #keyOf(value: string): string {
    return this.#options.caseSensitive ? value : value.toLowerCase()
  }
}

/** Two rows with the same name and the same synonyms count once. */
function distinctRows({ names }: SynonymHit): string[] {
  const distinct = new Map(names.map((row) => [`${row.name}\0${row.synonyms}`, row.name]))
  return [...distinct.values()].filter((name) => name !== null)
}

const single = (names: string[]): string | string[] | undefined => (names.length > 1 ? names : names[0])
