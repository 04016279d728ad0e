import type { DependencyContainer } from 'tsyringe'

import type { Instance } from '../instance/instance.ts'
import type { MigrationDef, ModuleSeed } from '../migrations/index.ts'
import type { RegistryClass } from '../registry/record.ts'
import { checkModule } from './check-module.ts'

/** Inverse sides and through relations that a module adds to a registry of another one; never a column. */
export interface Contribution {
  readonly on: RegistryClass
  readonly properties: { readonly [name: string]: () => unknown }
}

/** A module as it stands in its package: read it top to bottom, no logic in it. */
export interface ModuleDeclaration {
  /** Name in the settings of an instance, and prefix of the module's tables. */
  readonly name: string
  readonly version: string
  readonly dependsOn: readonly string[]
  /** Version range of `@lamindb/core`, e.g. `^0.1.0`. */
  readonly requiresCore: string
  readonly entities: readonly RegistryClass[]
  readonly contributes?: readonly Contribution[]
  readonly migrations: readonly MigrationDef[]
  /** Rows of a new instance; runs once, after the migrations, never at connect. */
  readonly seed?: ModuleSeed | undefined
  /** Services, validators and parsers by typed token. */
  readonly register?: (container: DependencyContainer, instance: Instance) => void
  /** What `db.<module>` offers beside the registries. */
  readonly namespace?: (instance: Instance) => object
  /** Tables whose prefix differs from the module's name. */
  readonly tablePrefix?: string
}

export interface LaminModule extends ModuleDeclaration {
  readonly kind: 'lamin-module'
}

/**
 * Declares a module.
 *
 * @throws InvalidModule listing every problem of the declaration
 */
export function defineModule(declaration: ModuleDeclaration): LaminModule {
  checkModule(declaration)
  return Object.freeze({ kind: 'lamin-module', ...declaration })
}
