import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { pathSuffixes } from '../../identity/index.ts'

/** Endings of files that hold a table, for artifacts made without saying so. */
const TABLES: ReadonlySet<string> = new Set(['.parquet', '.csv', '.ipc'])

/** Types of objects in zarr stores, by the part of the name before `.zarr` and by the attribute in the store. */
const ZARR_TYPES: { readonly [part: string]: string } = {
  anndata: 'AnnData',
  mudata: 'MuData',
  spatialdata: 'SpatialData',
}

/** Type of the object in a file or folder: by its name, for zarr stores without a telling name by their attributes. */
export async function inferOtype(path: string): Promise<string | undefined> {
  const suffixes = pathSuffixes(path)
  const last = suffixes.at(-1) ?? ''
  if (TABLES.has(last)) return 'DataFrame'
  if (suffixes.includes('.h5ad')) return 'AnnData'
  if (suffixes.includes('.h5mu')) return 'MuData'
  if (last !== '.zarr') return undefined
  const named = Object.keys(ZARR_TYPES).find((part) => suffixes.includes(`.${part}`))
  return named === undefined ? zarrType(path) : ZARR_TYPES[named]
}

/** Reads the attributes of the root group: `zarr.json` of format 3, `.zattrs` of format 2. */
async function zarrType(path: string): Promise<string | undefined> {
  const group = await readJson(join(path, 'zarr.json'))
  const attributes = group === undefined ? await readJson(join(path, '.zattrs')) : group['attributes']
  if (attributes === null || typeof attributes !== 'object') return undefined
  const { 'encoding-type': encoding, spatialdata_attrs: spatial } = attributes as { [name: string]: unknown }
  if (spatial !== undefined) return 'SpatialData'
  return typeof encoding === 'string' ? ZARR_TYPES[encoding.toLowerCase()] : undefined
}

/** `undefined` for a file that is missing or no JSON object: then the folder is no store of a known type. */
async function readJson(path: string): Promise<{ readonly [key: string]: unknown } | undefined> {
  const text = await readIfAny(path)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as { [key: string]: unknown }) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function readIfAny(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}
