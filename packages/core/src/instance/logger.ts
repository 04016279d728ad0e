export const logLevels = ['error', 'warning', 'success', 'info', 'hint', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where the library says what nobody asked for. Results are return values, failures are thrown. */
export interface Logger {
  error(message: string): void
  warning(message: string): void
  success(message: string): void
  info(message: string): void
  hint(message: string): void
  debug(message: string): void
}

/** A logger that passes messages up to a level on to `write`. */
export function createLogger(
  write: (level: LogLevel, message: string) => void,
  most: LogLevel = 'warning',
): Logger {
  const at = (level: LogLevel) => (message: string) => {
    if (logLevels.indexOf(level) <= logLevels.indexOf(most)) write(level, message)
  }
  return {
    error: at('error'),
    warning: at('warning'),
    success: at('success'),
    info: at('info'),
    hint: at('hint'),
    debug: at('debug'),
  }
}

export const silentLogger: Logger = createLogger(() => {})
