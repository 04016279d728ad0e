import { isGoldenList, isGoldenObject, parseGoldenJson, showGolden, type GoldenJson } from './golden-json.ts'

/** A message with the structural report of a validation inside. */
export interface ReportedMessage {
  readonly before: string
  /** one text per finding: group, code, column and the error up to `, got ` */
  readonly findings: readonly string[]
  readonly after: string
}

/**
 * Finds the JSON report in a message: `{group: {code: [{schema, column, check, error}]}}`.
 *
 * @returns `undefined` when there is none
 */
export function readReport(message: string): ReportedMessage | undefined {
  const start = message.search(/\{\s*"[A-Z_]+":/u)
  if (start < 0) return undefined
  for (let end = message.lastIndexOf('}'); end > start; end = message.lastIndexOf('}', end - 1)) {
    const report = parsed(message.slice(start, end + 1))
    if (report !== undefined) {
      return { before: message.slice(0, start), findings: findingsOf(report), after: message.slice(end + 1) }
    }
  }
  return undefined
}

function parsed(text: string): GoldenJson | undefined {
  try {
    return parseGoldenJson(text)
  } catch {
    return undefined
  }
}

function findingsOf(report: GoldenJson): string[] {
  const findings: string[] = []
  for (const [group, codes] of Object.entries(isGoldenObject(report) ? report : {})) {
    for (const [code, list] of Object.entries(isGoldenObject(codes) ? codes : {})) {
      for (const finding of isGoldenList(list) ? list : []) {
        const { column = null, error = '' } = isGoldenObject(finding) ? finding : {}
        const [text = ''] = (typeof error === 'string' ? error : showGolden(error)).split(', got ')
        findings.push(JSON.stringify([group, code, showGolden(column), printed(text)]))
      }
    }
  }
  return findings.toSorted()
}

/** Printed columns, aligned as may be: Arrow has one kind of missing value where pandas has several. */
function printed(text: string): string {
  return text.replace(/NaN|NaT|None|<NA>/gu, 'null').replace(/\s+/gu, ' ')
}
