import { type PublicSource, publicSources } from './public-sources.ts'
import { sourceUid } from './source-uid.ts'

/** A `Source` row of a new instance. Columns that are not named are null or have their defaults. */
export interface SourceSeed {
  readonly uid: string
  readonly entity: string
  readonly organism: string
  readonly name: string
  readonly version: string
  readonly inDb: false
  /** True for the first source of its entity and organism in the list. */
  readonly currentlyUsed: boolean
  readonly description: string
  readonly url: string
  readonly sourceWebsite: string
}

/** The `Source` rows that a new instance starts with, in the order of the list. */
export function sourceSeeds(sources: readonly PublicSource[] = publicSources): SourceSeed[] {
  const seen = new Set<string>()
  return sources.map(({ entity, organism, name, version, description, url, website }) => {
    const group = `${entity}\n${organism}`
    const currentlyUsed = !seen.has(group)
    seen.add(group)
    const uid = sourceUid({ entity, name, organism, version })
    return {
      uid,
      entity,
      organism,
      name,
      version,
      inDb: false,
      currentlyUsed,
      description,
      url,
      sourceWebsite: website,
    }
  })
}
