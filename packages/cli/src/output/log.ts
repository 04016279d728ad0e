import type { Logger, LogLevel } from '@lamindb/core'

import type { TextOutput } from '../host/cli-host.ts'
import type { ProgressReporter } from './progress.ts'
import { chooseStyle, type Style } from './style.ts'

const icons: { readonly [level in LogLevel]: string } = {
  error: '✗',
  warning: '!',
  success: '✓',
  info: '•',
  hint: '•',
  debug: '·',
}

/** A logger that writes lines with an icon; debugging lines and warnings that were given already are left out. */
export function createLog(output: TextOutput, progress: ProgressReporter): Logger {
  const style = chooseStyle(output.hasColours)
  const warned = new Set<string>()
  const at = (level: LogLevel) => (message: string) => {
    // Several steps of one command may come upon the same; it is said once.
    if (level === 'warning' && warned.has(message)) return
    if (level === 'warning') warned.add(message)
    progress.clear()
    output.write(`${painterOf(style, level)(icons[level])} ${message}\n`)
  }
  return {
    error: at('error'),
    warning: at('warning'),
    success: at('success'),
    info: at('info'),
    hint: at('hint'),
    debug: () => undefined,
  }
}

function painterOf(style: Style, level: LogLevel): (text: string) => string {
  if (level === 'error') return style.bad
  if (level === 'warning') return style.warning
  return level === 'success' ? style.good : style.faint
}
