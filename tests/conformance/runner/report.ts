import type { CaseResult } from '../golden/case-result.ts'

/** Passed and failed cases of a file. */
export interface FileReport {
  readonly name: string
  readonly passed: number
  readonly failed: number
}

/** Counts the results of a file and shows its failures as they come. */
export async function reportFile(
  name: string,
  results: AsyncIterable<CaseResult>,
  showFailure: (line: string) => void,
): Promise<FileReport> {
  let passed = 0
  let failed = 0
  for await (const { id, failure } of results) {
    if (failure === undefined) passed += 1
    else {
      failed += 1
      showFailure(`  ${name} ${id}: ${failure}`)
    }
  }
  return { name, passed, failed }
}

/** The line of a file: `name: N passed, N failed`. */
export function reportLine({ name, passed, failed }: FileReport): string {
  return `${name}: ${passed} passed, ${failed} failed`
}

/** All files together. */
export function totalReport(reports: readonly FileReport[]): FileReport {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  return {
    name: 'total',
    passed: sum(reports.map(({ passed }) => passed)),
    failed: sum(reports.map(({ failed }) => failed)),
  }
}
