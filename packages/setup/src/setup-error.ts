/** Who can do something about an error: the user, the environment (a retry may help), or us. */
export type SetupErrorFamily = 'user' | 'environment' | 'bug'

/** What an error of this package carries beside its code. */
export interface SetupErrorContent {
  readonly message: string
  readonly hint?: string
  readonly cause?: unknown
  readonly family?: SetupErrorFamily
}

/**
 * Base of everything this package throws. It has the shape that `isLaminError` of core looks for; core itself is not
 * imported for it, since that takes longer than all of `lamin info`.
 */
export class SetupError<Code extends string = string> extends Error {
  readonly code: Code
  readonly family: SetupErrorFamily
  readonly hint: string | undefined

  constructor(code: Code, content: SetupErrorContent) {
    super(content.message, content.cause === undefined ? undefined : { cause: content.cause })
    this.name = new.target.name
    this.code = code
    this.family = content.family ?? 'user'
    this.hint = content.hint
  }
}
