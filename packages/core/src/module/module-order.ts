import { InvalidModule } from '../errors.ts'

interface Dependent {
  readonly name: string
  readonly dependsOn: readonly string[]
}

/**
 * Dependencies first; otherwise the given order.
 *
 * @throws InvalidModule when a dependency is missing or the modules depend on each other in a circle
 */
export function sortModules<M extends Dependent>(modules: readonly M[]): M[] {
  const byName = new Map(modules.map((module) => [module.name, module]))
  const sorted: M[] = []
  const visit = (module: M, path: readonly string[]): void => {
    if (sorted.includes(module)) return
    if (path.includes(module.name)) {
      throw new InvalidModule(module.name, [`depends on itself: ${[...path, module.name].join(' → ')}`])
    }
    for (const name of module.dependsOn) {
      const dependency = byName.get(name)
      if (!dependency)
        throw new InvalidModule(module.name, [
          `depends on the module '${name}', which the instance does not have`,
        ])
      visit(dependency, [...path, module.name])
    }
    sorted.push(module)
  }
  for (const module of modules) visit(module, [])
  return sorted
}
