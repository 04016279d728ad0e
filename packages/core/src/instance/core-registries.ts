import type { Artifact } from '../registries/artifact.ts'
import type { Block } from '../registries/block.ts'
import type { Branch } from '../registries/branch.ts'
import type { Collection } from '../registries/collection.ts'
import type { Feature } from '../registries/feature.ts'
import type { JsonValue } from '../registries/json-value.ts'
import type { Project } from '../registries/project.ts'
import type { Record } from '../registries/record.ts'
import type { Reference } from '../registries/reference.ts'
import type { Run } from '../registries/run.ts'
import type { Schema } from '../registries/schema.ts'
import type { Space } from '../registries/space.ts'
import type { Storage } from '../registries/storage.ts'
import type { Transform } from '../registries/transform.ts'
import type { ULabel } from '../registries/ulabel.ts'
import type { User } from '../registries/user.ts'

/** The registries of core as members of an instance. */
export interface CoreRegistries {
  readonly Artifact: typeof Artifact
  readonly Block: typeof Block
  readonly Branch: typeof Branch
  readonly Collection: typeof Collection
  readonly Feature: typeof Feature
  readonly JsonValue: typeof JsonValue
  readonly Project: typeof Project
  readonly Record: typeof Record
  readonly Reference: typeof Reference
  readonly Run: typeof Run
  readonly Schema: typeof Schema
  readonly Space: typeof Space
  readonly Storage: typeof Storage
  readonly Transform: typeof Transform
  readonly ULabel: typeof ULabel
  readonly User: typeof User
}
