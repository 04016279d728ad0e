/**
 * Writes docs/errors.md from the error classes of all packages.
 *
 * node tools/docs/write-errors-page.ts
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { errorCatalogue } from './error-catalogue.ts'
import { errorsPage } from './errors-page.ts'

const repository = join(import.meta.dirname, '..', '..')
const errors = await errorCatalogue(repository)
await writeFile(join(repository, 'docs', 'errors.md'), errorsPage(errors))
process.stdout.write(`docs/errors.md: ${errors.length} errors\n`)
