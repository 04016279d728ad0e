import { canonicalSuffix, compareCodePoints, defaultSuffixFormats } from '@lamindb/core/identity'
import type { CaseKind } from '../runner/case-kind.ts'
import { ruleKind } from './rule-kind.ts'

/** Cases on the suffixes of paths. */
export const SUFFIX_KINDS: readonly CaseKind[] = [
  ruleKind('canonical and raw suffix of a path', (recorded) => {
    const { canonical, raw } = canonicalSuffix(recorded.text('in'))
    return { canonical, raw }
  }),
  ruleKind('the known formats', () => {
    const sorted = (suffixes: ReadonlySet<string>): string[] => [...suffixes].toSorted(compareCodePoints)
    const { simple, composite, encodings } = defaultSuffixFormats
    return { simple: sorted(simple), composite: sorted(composite), encoding: sorted(encodings) }
  }),
]
