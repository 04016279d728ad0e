import type { CellType } from '@lamindb/bionty'

/** A cell type and everything below it, level by level: one query a level. */
export async function descendants(registry: typeof CellType, root: CellType): Promise<readonly CellType[]> {
  const found = new Map([[root.id, root]])
  let level: readonly CellType[] = [root]
  while (level.length > 0) {
    const children = await registry
      .filter({ parents: { id: { $in: level.map(({ id }) => id) } } })
      .orderBy('name')
    level = children.filter(({ id }) => !found.has(id))
    for (const child of level) found.set(child.id, child)
  }
  return [...found.values()]
}
