import { isGoldenList, isGoldenObject, type GoldenJson, type GoldenObject } from './golden-json.ts'

/** Formats whose bytes depend on the library that writes them; sizes and hashes are not compared. */
const LIBRARY_FORMATS = /\.(?:parquet|h5ad|h5mu|zarr)(?:\/|$)/u

/** Whether the bytes of a file depend on the library that wrote it. */
export function isLibraryFile(path: string): boolean {
  return LIBRARY_FORMATS.test(path)
}

/** Recorded sizes of files, unknown where a library decides them. */
export function withoutLibrarySizes(files: GoldenObject): GoldenObject {
  const entries = Object.entries(files).map(([path, size]) => [path, isLibraryFile(path) ? '<size>' : size])
  return Object.fromEntries(entries) as GoldenObject
}

/** Recorded changes whose artifact rows have no size and hash where a library decides them. */
export function withoutLibraryContent(changes: GoldenObject): GoldenObject {
  const { lamindb_artifact: change } = changes
  if (!isGoldenObject(change) || !isGoldenList(change['inserted'])) return changes
  return { ...changes, lamindb_artifact: { ...change, inserted: change['inserted'].map(withoutContent) } }
}

function withoutContent(row: GoldenJson): GoldenJson {
  if (!isGoldenObject(row) || typeof row['suffix'] !== 'string' || !isLibraryFile(row['suffix'])) return row
  return { ...row, size: '<size>', hash: '<hash>' }
}
