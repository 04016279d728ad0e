import type { Logger } from '../../instance/logger.ts'
import type { BoundRegistry } from '../record.ts'

/** Counts of an inspection, as they are reported. */
export interface CurationCounts {
  readonly validated: readonly unknown[]
  readonly nonValidated: readonly unknown[]
  readonly fracValidated: number
  readonly nEmpty: number
  readonly nUnique: number
}

const s = (count: number): string => (count === 1 ? '' : 's')
const are = (count: number): string => (count === 1 ? 'is' : 'are')

/** Texts in quotes, at most so many. */
export function quotedList(values: Iterable<unknown>, most = 20): string {
  const texts = [...new Set([...values].map(String))]
  return (
    texts
      .slice(0, most)
      .map((text) => `'${text}'`)
      .join(', ') + (texts.length > most ? ', ...' : '')
  )
}

/** How many values were found and which not. Says nothing about empty ones where all was found. */
export function logCounts(logger: Logger, counts: CurationCounts, field: string): void {
  const { validated, nonValidated, fracValidated, nEmpty, nUnique } = counts
  const found = `${validated.length} unique term${s(validated.length)} (${fracValidated.toFixed(2)}%) ${are(validated.length)} validated for ${field}`
  if (fracValidated === 100) {
    logger.success(found)
    return
  }
  if (nEmpty > 0)
    logger.warning(
      `received ${nUnique} unique term${s(nUnique)}, ${nEmpty} empty/duplicated term${nEmpty === 1 ? ' is' : 's are'} ignored`,
    )
  if (validated.length > 0) logger.success(found)
  logger.warning(
    `${nonValidated.length} unique term${s(nonValidated.length)} (${(100 - fracValidated).toFixed(2)}%) ${are(nonValidated.length)} not validated for ${field}: ${quotedList(nonValidated, 10)}`,
  )
}

/** For a registry without any row to compare with. */
export function logEmptyRegistry({ meta, instance }: BoundRegistry, hasSources: boolean): void {
  const advice = hasSources
    ? '\n   → use `.importSource()` to import records from a source, e.g. a public ontology'
    : ''
  instance.logger.warning(`Your ${meta.name} registry is empty, consider populating it first!${advice}`)
}

/** `2 CellType terms` */
export const termCount = (count: number, { meta }: BoundRegistry): string =>
  `${count} ${meta.name} term${s(count)}`

/** `1 CellType record` */
export const recordCount = (count: number, { meta }: BoundRegistry): string =>
  `${count} ${meta.name} record${s(count)}`

export { s as pluralS }
