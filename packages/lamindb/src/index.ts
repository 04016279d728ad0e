export { connect } from './connect.ts'
export { init } from './init.ts'
export type { ConnectOptions, InstanceLocation } from './connect-options.ts'
export { NoInstanceInStorage } from './errors.ts'
export { isLaminError, LaminError, type LaminErrorShape } from '@lamindb/core/errors'
export type { InitOptions } from '@lamindb/setup'
export type {
  Artifact,
  Block,
  Branch,
  Collection,
  Comparison,
  Draft,
  Feature,
  Fields,
  Instance,
  JsonValue,
  LaminModule,
  Logger,
  LogLevel,
  Project,
  Prompt,
  QuerySet,
  Record,
  Reference,
  RegistryRecord,
  RelatedSet,
  Run,
  Schema,
  Space,
  Storage,
  ToOne,
  Transform,
  ULabel,
  User,
  Where,
} from '@lamindb/core'
