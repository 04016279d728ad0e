export {
  base62Alphabet,
  decodeBase62,
  decodeBase62Bytes,
  encodeBase62,
  encodeBase62Bytes,
  incrementBase62,
} from './base62.ts'
export { CalendarDate } from './calendar-date.ts'
export { type Clock, SystemClock } from './clock.ts'
export { compareCodePoints } from './code-point-order.ts'
export {
  gitBlobHash,
  hashDict,
  hashFromDigest,
  hashLength,
  hashOfHashes,
  hashSet,
  hashString,
} from './hash.ts'
export { type IsoDatetime, parseIsoDatetime } from './iso-datetime.ts'
export { Float, pyFloatText, pyNumberText } from './python-float.ts'
export { jsonString, pyDumps, type PyDumpsOptions } from './python-json.ts'
export { pyLoads, type PyLoadsOptions } from './python-json-reader.ts'
export { pyRepr, pyStr } from './python-text.ts'
export {
  type SchemaHash,
  schemaHash,
  type SchemaHashInput,
  type SchemaHashMember,
  wellKnownSchemaUid,
} from './schema-hash.ts'
export { Timestamp } from './timestamp.ts'
export { instanceUid, type RandomBytes, randomUid, uidFromText, uuid5Url } from './uid.ts'
export {
  bumpVersion,
  firstVersionSuffix,
  nextVersionUid,
  stemUid,
  type UnknownVersionPolicy,
  versionSuffix,
  versionSuffixLength,
} from './version-family.ts'
