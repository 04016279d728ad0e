import type { Data, FixedSizeList } from 'apache-arrow'
import { Type } from '../../arrow/type-numbers.ts'
import type { LayoutNode, LeafColumn } from './column-layout.ts'

/** The values of one leaf column for some rows, and their levels. */
export interface LeafValues {
  readonly leaf: LeafColumn
  /** Number of levels: one per value, missing value and empty list. */
  readonly count: number
  /** `undefined` when every value is there. */
  readonly definition: Uint8Array | undefined
  /** `undefined` outside lists. */
  readonly repetition: Uint8Array | undefined
  readonly data: Data
  /** Positions in `data` of the values that are there; `undefined` for all of them in order. */
  readonly slots: Int32Array | undefined
}

interface Levels {
  readonly definition: Uint8Array
  readonly repetition: Uint8Array
  /** Position in the data of the node, -1 below something missing. */
  readonly slots: Int32Array
}

/**
 * Takes a column apart into leaf columns with definition and repetition levels.
 *
 * @see Melnik et al., "Dremel: Interactive analysis of web-scale datasets", section 4
 */
export function shredColumn(node: LayoutNode, data: Data): LeafValues[] {
  if (node.kind === 'leaf') return [shredFlat(node.leaf, data)]
  const levels = {
    definition: new Uint8Array(data.length),
    repetition: new Uint8Array(data.length),
    slots: Int32Array.from({ length: data.length }, (_, row) => row),
  }
  const leaves: LeafValues[] = []
  shredNode(node, data, levels, leaves)
  return leaves
}

/** The common case: no structure around the values, and often nothing missing. */
function shredFlat(leaf: LeafColumn, data: Data): LeafValues {
  const count = data.length
  const isNull = data.typeId === Type.Null
  const nullCount = isNull ? count : data.nullCount
  const whole = { leaf, count, definition: undefined, repetition: undefined, data, slots: undefined }
  if (nullCount === 0) return whole
  const definition = new Uint8Array(count)
  const slots = new Int32Array(count - nullCount)
  let present = 0
  for (let row = 0; row < count; row++) {
    if (isNull || !isValid(data, row)) continue
    definition[row] = 1
    slots[present++] = row
  }
  return { ...whole, definition, slots }
}

function shredNode(node: LayoutNode, data: Data, outer: Levels, leaves: LeafValues[]): void {
  const levels = node.required ? outer : withoutMissing(data, outer)
  if (node.kind === 'leaf') leaves.push(leafValues(node.leaf, data, levels))
  else if (node.kind === 'struct') {
    node.children.forEach((child, index) => shredNode(child, childOf(data, index), levels, leaves))
  } else shredNode(node.item, childOf(data, 0), withItems(data, levels, node.repetition), leaves)
}

function leafValues(leaf: LeafColumn, data: Data, levels: Levels): LeafValues {
  return {
    leaf,
    count: levels.slots.length,
    definition: levels.definition,
    repetition: leaf.maxRepetition === 0 ? undefined : levels.repetition,
    data,
    slots: levels.slots.filter((slot) => slot >= 0),
  }
}

function withoutMissing(data: Data, levels: Levels): Levels {
  const definition = levels.definition.slice()
  const slots = levels.slots.slice()
  const isNull = data.typeId === Type.Null
  const checked = data.nullCount > 0
  for (let n = 0; n < slots.length; n++) {
    const slot = slots[n] ?? -1
    if (slot < 0) continue
    if (isNull || (checked && !isValid(data, slot))) slots[n] = -1
    else definition[n] = (definition[n] ?? 0) + 1
  }
  return { definition, repetition: levels.repetition, slots }
}

/** Replaces every list by its items; an empty or missing one stays as one entry without a value. */
function withItems(data: Data, levels: Levels, listRepetition: number): Levels {
  const offsets = listOffsets(data)
  const count = countItems(levels, offsets)
  const definition = new Uint8Array(count)
  const repetition = new Uint8Array(count)
  const slots = new Int32Array(count)
  let next = 0
  for (let n = 0; n < levels.slots.length; n++) {
    const slot = levels.slots[n] ?? -1
    const outerDefinition = levels.definition[n] ?? 0
    const outerRepetition = levels.repetition[n] ?? 0
    const [start, end] = slot < 0 ? [0, 0] : offsets(slot)
    if (start === end) {
      definition[next] = outerDefinition
      repetition[next] = outerRepetition
      slots[next++] = -1
    }
    for (let item = start; item < end; item++) {
      definition[next] = outerDefinition + 1
      repetition[next] = item === start ? outerRepetition : listRepetition
      slots[next++] = item
    }
  }
  return { definition, repetition, slots }
}

type Offsets = (slot: number) => readonly [start: number, end: number]

function countItems(levels: Levels, offsets: Offsets): number {
  let count = 0
  for (const slot of levels.slots) {
    const [start, end] = slot < 0 ? [0, 0] : offsets(slot)
    count += Math.max(1, end - start)
  }
  return count
}

function listOffsets(data: Data): Offsets {
  if (data.typeId === Type.FixedSizeList) {
    const { listSize } = data.type as FixedSizeList
    return (slot) => [slot * listSize, (slot + 1) * listSize]
  }
  const offsets: ArrayLike<number | bigint> = data.valueOffsets
  return (slot) => [Number(offsets[slot]), Number(offsets[slot + 1])]
}

function childOf(data: Data, index: number): Data {
  const child: Data | undefined = data.children[index]
  if (child === undefined) throw new RangeError(`the data has no child ${index}`)
  return child
}

function isValid(data: Data, row: number): boolean {
  const position = data.offset + row
  const byte: number = data.nullBitmap[position >> 3] ?? 0
  return ((byte >> (position & 7)) & 1) === 1
}
