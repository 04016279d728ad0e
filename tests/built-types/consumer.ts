// A program as users of the packages write it, against the declarations that the build has written.
import { connect, init, isLaminError } from 'lamindb'
import type { CellType } from '@lamindb/bionty'
import type {} from '@lamindb/pertdb'
import type { LaminModule, RelatedSet } from '@lamindb/core'
import { createTestInstance } from '@lamindb/core/testing'
import { moduleNames } from '@lamindb/module-generator'
import { hashFile } from '@lamindb/storage'

await using db = await init({ storage: './mydata', modules: ['bionty', 'pertdb'] })

const artifact = await db.Artifact.create('cells.csv', { key: 'cells.csv' }).save()
const key: string | null = artifact.key
const terms: RelatedSet<CellType> = artifact.cellTypes
const count: number = await artifact.compounds.count()
const hits = await db.Artifact.filter({ suffix: '.csv', cellTypes: { name: 'T cell' } }).limit(20)
const names: (string | null)[] = hits.map((hit) => hit.key)
const imported = await db.bionty.CellType.importSource({ file: 'cl.obo' })
const rows: number = imported.rows
// @ts-expect-error -- no field of artifacts
await db.Artifact.filter({ nosuch: 1 })
// @ts-expect-error -- a number
await db.Artifact.filter({ size: 'large' })

export const used: readonly unknown[] = [key, terms, count, names, rows, connect, isLaminError, hashFile]
export const more = { createTestInstance, moduleNames, modules: [] as LaminModule[] }
