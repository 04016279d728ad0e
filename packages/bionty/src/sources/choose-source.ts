import { OrganismNotSet, SourceNotFound } from '../errors.ts'
import { entityClassName } from './source-files.ts'

/** What the choice looks at in a `Source` row. */
export interface SourceCandidate {
  readonly entity: string
  readonly organism: string
  readonly currentlyUsed: boolean
}

/** What a source is asked for. */
export interface SourceRequest {
  /** As in the rows, such as `bionty.Gene`. */
  readonly entity: string
  /** Whether records of the registry belong to an organism. */
  readonly requiresOrganism: boolean
  /** The organism, or a name that stands for none, such as `all`. */
  readonly organism?: { readonly name: string; readonly scientificName?: string | null } | undefined
  /** Whether the caller named the organism, rather than the settings. */
  readonly isOrganismPassed: boolean
}

/**
 * Chooses the source that a registry reads from when none is named.
 *
 * @param rows - all sources, in ascending order of their ids
 * @throws {@link OrganismNotSet} {@link SourceNotFound}
 */
export function chooseSource<Row extends SourceCandidate>(rows: readonly Row[], request: SourceRequest): Row {
  const [first, ...others] = candidates(rows, request)
  if (others.length === 0) return first
  const current = [first, ...others].filter(({ currentlyUsed }) => currentlyUsed)
  const [firstCurrent] = current
  if (firstCurrent === undefined) return ofOrganism([first, ...others], 'all') ?? first
  if (current.length === 1 || request.isOrganismPassed) return firstCurrent
  // NCBITaxon would be the source of all organisms; it is too large to be read for a single name.
  const vertebrates = request.entity === 'bionty.Organism' ? ofOrganism(current, 'vertebrates') : undefined
  return vertebrates ?? ofOrganism(current, 'all') ?? firstCurrent
}

function candidates<Row extends SourceCandidate>(
  rows: readonly Row[],
  { entity, requiresOrganism, organism }: SourceRequest,
): readonly [Row, ...Row[]] {
  if (requiresOrganism && organism === undefined) {
    const registry = entityClassName(entity)
    throw new OrganismNotSet(registry, `\`organism\` is required to get Source record for ${registry}!`)
  }
  const ofEntity = rows.filter((row) => row.entity === entity)
  const names = organism === undefined ? [undefined] : namesOf(organism)
  for (const name of names) {
    const [first, ...others] = ofEntity.filter((row) => name === undefined || row.organism === name)
    if (first !== undefined) return [first, ...others]
  }
  throw new SourceNotFound(entity, names.at(-1))
}

function namesOf({ name, scientificName }: NonNullable<SourceRequest['organism']>): string[] {
  return scientificName == null ? [name] : [name, scientificName.toLowerCase()]
}

function ofOrganism<Row extends SourceCandidate>(rows: readonly Row[], organism: string): Row | undefined {
  return rows.find((row) => row.organism === organism)
}
