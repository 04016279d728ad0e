import { coreModule } from '@lamindb/core'

import { InvalidModuleName } from './errors.ts'

/** Every name that the files of a new module contain. */
export interface ModuleNames {
  /** Name in the settings of instances and prefix of the tables, such as `lab_samples`. */
  readonly module: string
  /** `lamindb-lab-samples` */
  readonly packageName: string
  /** `labSamplesModule` */
  readonly declaration: string
  /** `LabSamplesRegistries` */
  readonly registries: string
  /** Class of the registry, `Sample`. */
  readonly registry: string
  /** `sample` */
  readonly member: string
  /** `samples` */
  readonly members: string
  /** Of the file, `sample`. */
  readonly file: string
  readonly table: string
  /** Class that links artifacts to the registry, `ArtifactSample`. */
  readonly link: string
  readonly linkTable: string
  /** Relation of artifacts to link rows, `linksSample`. */
  readonly links: string
}

/** Names of ours and of Python packages that are met beside LaminDB, which a module of somebody else must not bear. */
const taken: ReadonlySet<string> = new Set(
  [
    'bionty core lamin lamindb lamindb_setup laminx pertdb wetlab',
    'anndata django mudata numpy pandas polars pyarrow scanpy scipy spatialdata',
    'calendar code copy email json logging platform queue random site test types',
  ].flatMap((names) => names.split(' ')),
)

/**
 * Makes the names of a new module.
 *
 * @param module - lower-case letters, digits and underscores
 * @param registry - in Pascal case; must differ from the registries of the other modules of an instance
 * @throws {@link InvalidModuleName}
 */
export function moduleNames(module: string, registry: string): ModuleNames {
  checkModule(module)
  if (!/^[A-Z][A-Za-z0-9]*$/.test(registry))
    throw new InvalidModuleName(
      registry,
      'a registry is named like a class',
      'Write it as in Sample or CellLine.',
    )
  if (coreModule.entities.some(({ schema }) => schema.name === registry))
    throw new InvalidModuleName(registry, 'core has a registry of that name', 'Choose another name.')
  const words = module.split('_').filter((word) => word !== '')
  const pascal = words.map(capital).join('')
  const member = registry[0]?.toLowerCase() + registry.slice(1)
  return {
    module,
    packageName: `lamindb-${words.join('-')}`,
    declaration: `${pascal[0]?.toLowerCase()}${pascal.slice(1)}Module`,
    registries: `${pascal}Registries`,
    registry,
    member,
    members: plural(member),
    file: member.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    table: `${module}_${registry.toLowerCase()}`,
    link: `Artifact${registry}`,
    linkTable: `${module}_artifact${registry.toLowerCase()}`,
    links: `links${registry}`,
  }
}

function checkModule(module: string): void {
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(module)) {
    throw new InvalidModuleName(
      module,
      'the name of a module is made of lower-case letters, digits and underscores, and begins with a letter',
      'Write it as in lab_samples.',
    )
  }
  if (taken.has(module)) {
    throw new InvalidModuleName(
      module,
      'there is a package of that name already, in Python or here',
      'Python would take its tables for its own; choose another name.',
    )
  }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function plural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`
}
