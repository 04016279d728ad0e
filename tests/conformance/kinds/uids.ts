import {
  decodeBase62,
  decodeBase62Bytes,
  encodeBase62,
  encodeBase62Bytes,
  incrementBase62,
  instanceUid,
  uidFromText,
} from '@lamindb/core/identity'
import type { CaseKind } from '../runner/case-kind.ts'
import { ruleKind } from './rule-kind.ts'

/** Digits that the base62 text of an MD5 digest has at most. */
const WHOLE = 23

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Cases on base62 and uids that need no instance. */
export const UID_KINDS: readonly CaseKind[] = [
  ruleKind('increment_base62', (recorded) => ({ out: incrementBase62(recorded.text('in')) })),
  ruleKind('increment_base62 repeated', (recorded) => {
    const input = recorded.fields('in')
    const values = [input.text('from')]
    while (values.length < input.integer('count')) values.push(incrementBase62(values.at(-1) ?? ''))
    return { out: values }
  }),
  ruleKind('encodebytes', (recorded) => {
    const encoded = encodeBase62Bytes(Buffer.from(recorded.fields('in').text('hex'), 'hex'))
    return { out: encoded, decoded_hex: hex(decodeBase62Bytes(encoded)) }
  }),
  ruleKind('encode integer', (recorded) => {
    const encoded = encodeBase62(BigInt(recorded.text('in')))
    return { out: encoded, decoded: String(decodeBase62(encoded)) }
  }),
  ruleKind('decode to integer', (recorded) => ({ out: String(decodeBase62(recorded.text('in'))) })),
  ruleKind('base62 of the md5 digest', (recorded) => {
    const text = recorded.text('in')
    return { out: uidFromText(text, WHOLE), n14: uidFromText(text, 14) }
  }),
  ruleKind('hash_id', (recorded) => {
    const text = recorded.text('in')
    return { n8: uidFromText(text, 8), n12: uidFromText(text, 12), n14: uidFromText(text, 14) }
  }),
  ruleKind('instance uid from the uuid as hex', (recorded) => ({ out: instanceUid(recorded.text('in')) })),
]
