import { dirname } from 'node:path'
import { biontyModule } from '@lamindb/bionty'
import type { InstanceConfig, LaminModule } from '@lamindb/core'
import { createTestInstance } from '@lamindb/core/testing'
import { pertdbModule } from '@lamindb/pertdb'
import type { RunContext } from '../runner/run-context.ts'
import { copyInstance, shrinkDatabase, WorldInstance } from './world-instance.ts'

const MODULES: readonly LaminModule[] = [biontyModule, pertdbModule]

/** A closed instance that new ones start from. */
export interface InstanceTemplate {
  readonly folder: string
  /** root of the default storage, where something else wrote it */
  readonly storage?: string
}

/** New instances, each a copy of a template, so that none has to be migrated. */
export class InstancePool {
  readonly #context: RunContext
  readonly #config: InstanceConfig
  readonly #empty: InstanceTemplate

  private constructor(context: RunContext, config: InstanceConfig, empty: InstanceTemplate) {
    this.#context = context
    this.#config = config
    this.#empty = empty
  }

  /** The pool of a run, made when it is first asked for. */
  static of(context: RunContext): Promise<InstancePool> {
    return context.shared('instances', () => InstancePool.#create(context))
  }

  static async #create(context: RunContext): Promise<InstancePool> {
    const folder = await context.newFolder('template')
    await using made = await createTestInstance({ modules: MODULES })
    await made.db.close()
    await copyInstance({ folder: dirname(made.root) }, folder)
    await shrinkDatabase(folder)
    return new InstancePool(context, made.config, { folder })
  }

  /** Opens a copy of a template; by default an instance as it is right after it was made. */
  async open(template: InstanceTemplate = this.#empty): Promise<WorldInstance> {
    const folder = await this.#context.newFolder('instance')
    await copyInstance(template, folder)
    return WorldInstance.open(folder, this.#config, MODULES)
  }

  /** Closes an instance and keeps its folder, for others to start from. */
  async keep(instance: WorldInstance): Promise<InstanceTemplate> {
    await instance.close()
    return { folder: instance.folder }
  }

  /** Opens a copy of an instance that something else wrote, given by its storage folder. */
  async openStorage(storage: string): Promise<WorldInstance> {
    const folder = await this.#context.newFolder('instance')
    await copyInstance({ folder: '', storage }, folder)
    return WorldInstance.open(folder, this.#config, MODULES)
  }
}
