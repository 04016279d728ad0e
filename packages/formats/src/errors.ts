/** Who can help: the user, the environment (may be retried), or us. */
export type FormatErrorFamily = 'user' | 'environment' | 'bug'

/** What an error of this package carries beside its code. */
export interface FormatErrorDetails {
  readonly message: string
  readonly hint?: string
  readonly cause?: unknown
  readonly family?: FormatErrorFamily
}

/** Base of everything this package throws; narrow with {@link isFormatError}. */
export class FormatError<Code extends string = string> extends Error {
  /** Permanent, machine-readable name of the failure. */
  readonly code: Code
  /** What to do about it. */
  readonly hint: string | undefined
  readonly family: FormatErrorFamily

  constructor(code: Code, details: FormatErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.hint = details.hint
    this.family = details.family ?? 'user'
  }
}
