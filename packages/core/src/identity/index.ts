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
export { Complex } from './complex.ts'
export {
  gitBlobHash,
  hashDict,
  base64Url,
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
export { canonicalSuffix, type CanonicalSuffix } from './canonical-suffix.ts'
export {
  type AdditionalSuffixes,
  defaultSuffixFormats,
  extendSuffixFormats,
  type SuffixFormats,
} from './suffix-formats.ts'
export { pathName, pathSuffixes } from './path-suffixes.ts'
export {
  autoStorageKey,
  type AutoStorageKeyInput,
  checkArtifactKey,
  checkKey,
  isManagedPath,
  managedFolder,
  storageKey,
  type StorageKeyInput,
} from './storage-key.ts'
export {
  isSensitiveKey,
  isSensitiveValue,
  type RedactedSource,
  redactedValue,
  redactParams,
  redactSource,
} from './secrets.ts'
export {
  type CategoricalMember,
  hasTypesInDtypes,
  joinCategoricalMember,
  splitCategoricalMember,
} from './dtype/categorical-member.ts'
export {
  type CatFilterRecord,
  type CatFilters,
  type CatFilterValue,
  withCatFilters,
} from './dtype/cat-filters.ts'
export {
  type ArrowTypeLike,
  columnTypeName,
  columnTypeOfDtype,
  dtypeOfColumnType,
} from './dtype/column-type.ts'
export type { DtypeRegistries, DtypeRegistry } from './dtype/dtype-registries.ts'
export { checkDtypeType, type DtypeType } from './dtype/dtype-type.ts'
export { type DtypeFilter, parseFilters } from './dtype/filter-string.ts'
export {
  inferColumnDtype,
  inferDtype,
  type InferredValue,
  suggestCategorical,
  type TypedValues,
} from './dtype/infer-dtype.ts'
export { type DtypeComponent, parseDtype, parseItype, parseMember } from './dtype/parse-dtype.ts'
export {
  type DtypeObject,
  type FieldDtype,
  notADtype,
  type RegistryDtype,
  serializeDtype,
  serializeItype,
  type TypeDtype,
  type RegistryRowsDtype,
} from './dtype/serialize-dtype.ts'
export {
  categoricalMembers,
  isCategoricalDtype,
  isSimpleDtype,
  listItemDtype,
  type SimpleDtype,
  simpleDtypes,
} from './dtype/simple-dtypes.ts'
export type { InferenceValues } from './dtype/inference-values.ts'
