import { provide, provideValue, publicTermsToken, type Instance, type ModuleDeclaration } from '@lamindb/core'

import { fetchToken } from './content/download-file.ts'
import { SourceTables, sourceTablesToken } from './content/source-tables.ts'
import { BiontySettings, biontySettingsToken } from './organism/bionty-settings.ts'
import { BiontyTerms } from './terms/bionty-terms.ts'

/** The services of this module, one of each for an instance. */
export const registerServices: NonNullable<ModuleDeclaration['register']> = (
  container,
  instance: Instance,
) => {
  provideValue(container, fetchToken, (url, init) => fetch(url, init))
  provide(container, sourceTablesToken, () => new SourceTables(instance))
  provide(container, biontySettingsToken, () => new BiontySettings(instance))
  provide(container, publicTermsToken, () => new BiontyTerms())
}
