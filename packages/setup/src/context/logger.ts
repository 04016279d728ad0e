/** Importance of a log line, in the vocabulary of LaminDB's command line. */
export type LogLevel = 'error' | 'warning' | 'success' | 'important' | 'info' | 'hint' | 'debug'

/** Takes what a person should know who did not ask for it. Results are return values, failures are thrown. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** A logger for callers who do not want to know. */
export const silentLogger: Logger = { log: () => undefined }
