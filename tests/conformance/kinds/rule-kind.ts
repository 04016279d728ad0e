import type { Fields } from '../golden/fields.ts'
import type { CaseKind, CaseScope, Outcome } from '../runner/case-kind.ts'

/** A kind for the cases of the core that carry one `rule`, with the input in `in`. */
export function ruleKind(
  rule: string,
  call: (recorded: Fields, scope: CaseScope) => Promise<Outcome> | Outcome,
  more: Partial<Pick<CaseKind, 'inputs' | 'compare'>> = {},
): CaseKind {
  return {
    name: rule,
    accepts: (recorded) => recorded.value('rule') === rule,
    inputs: more.inputs ?? ['in'],
    messages: 'quoted',
    call,
    ...(more.compare ? { compare: more.compare } : {}),
  }
}
