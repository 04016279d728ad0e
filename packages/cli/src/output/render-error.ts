import { isLaminError } from '@lamindb/core/errors'

import type { Style } from './style.ts'

/** An error as programs get it. */
export interface ErrorJson {
  readonly error: {
    readonly code: string
    readonly family: string
    readonly message: string
    readonly hint: string | null
  }
}

/** What `--json` prints for an error. */
export function errorToJson(error: unknown): ErrorJson {
  if (isLaminError(error)) {
    const { code, family, message, hint = null } = error
    return { error: { code, family, message, hint } }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { error: { code: 'INTERNAL', family: 'bug', message, hint: reportHint } }
}

const reportHint = 'This is a bug in LaminDB. Please report it with the text above.'
const retryHint = 'The cause lies outside of LaminDB (network, lock, permission): trying again may help.'

/**
 * An error for people. What the user can put right is the message and the hint; when the environment failed, it says that
 * a retry may help; a bug comes with its stack.
 */
export function renderError(error: unknown, style: Style): string {
  if (!isLaminError(error) || error.family === 'bug') {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return `${style.bad('✗')} ${text}\n  ${style.faint(reportHint)}`
  }
  const hints = [error.hint, error.family === 'environment' ? retryHint : undefined]
  const lines = hints.flatMap((hint) => (hint === undefined ? [] : [indent(hint)]))
  return [`${style.bad('✗')} ${indent(error.message).trimStart()}`, ...lines.map(style.faint)].join('\n')
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
