import { parseArgs } from 'node:util'
import { findGoldenFiles, readGoldenFile } from './golden/golden-file.ts'
import { KINDS } from './kinds/kinds.ts'
import { checkFloor } from './runner/floor.ts'
import { reportFile, reportLine, totalReport, type FileReport } from './runner/report.ts'
import { RunContext } from './runner/run-context.ts'
import { runFile } from './runner/run-file.ts'

const USAGE = `Usage: conformance DIR… [--data DIR] [--verbose] [--floor FILE [--raise]]

Runs the golden files in the folders against this project and prints a line per file.
  --data DIR    folder of the ontology, gene and data files that golden files name (default ../shared/data)
  --verbose     print the failing cases
  --floor FILE  fail only if fewer cases pass than the file says; with --raise it is raised when more do`

/** Runs the command; the exit code is 1 when cases failed, or the floor broke. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: '../shared/data' },
      verbose: { type: 'boolean', default: false },
      floor: { type: 'string' },
      raise: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.length === 0) {
    console.log(USAGE)
    return values.help ? 0 : 2
  }
  await using context = await RunContext.create(values.data)
  const reports: FileReport[] = []
  for (const path of await findGoldenFiles(positionals)) {
    const file = await readGoldenFile(path)
    const showFailure = (line: string): void => {
      if (values.verbose) console.log(line)
    }
    const report = await reportFile(file.name, runFile(file, KINDS, context), showFailure)
    console.log(reportLine(report))
    reports.push(report)
  }
  const total = totalReport(reports)
  console.log(reportLine(total))
  if (values.floor === undefined) return total.failed === 0 ? 0 : 1
  const broken = await checkFloor(values.floor, total.passed, values.raise)
  if (broken !== undefined) console.error(broken)
  return broken === undefined ? 0 : 1
}

process.exitCode = await main()
