import type { Instance } from '@lamindb/core'
import { bindArguments } from '../python/call-arguments.ts'
import { PythonModule } from '../python/python-module.ts'
import type { PythonValue } from '../python/python-object.ts'
import { PythonType } from '../python/python-type.ts'
import { apiArgument } from './api-from-arguments.ts'
import { pythonOf } from './python-from-api.ts'

/** Classes of curators in Python; here the data tell which one it is. */
const NAMES = ['DataFrame', 'AnnData', 'MuData', 'SpatialData', 'TiledbsomaExperiment', 'CellxGene'].map(
  (name) => `${name}Curator`,
)

/** A curator class of Python by its name, `curators` for the module of them; `undefined` for other names. */
export function curatorNamed(db: Instance, name: string): PythonValue | undefined {
  if (NAMES.includes(name)) return curatorClass(db, name)
  if (name !== 'curators') return undefined
  return new PythonModule(
    'lamindb.curators',
    Object.fromEntries(NAMES.map((one) => [one, curatorClass(db, one)])),
  )
}

/** `DataFrameCurator(dataset, schema, features=…)` */
function curatorClass(db: Instance, name: string): PythonType {
  return new PythonType(`lamindb.curators.${name}`, (args) => {
    const { dataset, schema, features } = bindArguments(name, args, ['dataset', 'schema', 'features?'])
    const options = features === undefined || features === null ? {} : { features: apiArgument(features) }
    const [data, checkedBy] = [apiArgument(dataset ?? null), apiArgument(schema ?? null)]
    return pythonOf(db.curate(data as never, checkedBy as never, options as never))
  })
}
