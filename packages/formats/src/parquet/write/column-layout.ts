import type { Field } from 'apache-arrow'
import { columnKind } from '../../arrow/column-kind.ts'
import { UnsupportedColumnType } from '../../errors.ts'
import { leafType, type LeafType } from './leaf-type.ts'
import type { SchemaElement } from './parquet-types.ts'

/** A column of parquet: values without structure, and how deep they lie. */
export interface LeafColumn {
  readonly path: readonly string[]
  readonly type: LeafType
  /** Level of a value that is there; lower levels say which of its parents is missing. */
  readonly maxDefinition: number
  /** Number of lists around the value. */
  readonly maxRepetition: number
}

/** How one Arrow field is laid out. Every node may be missing but the keys of maps. */
export type LayoutNode =
  | { readonly kind: 'leaf'; readonly required: boolean; readonly leaf: LeafColumn }
  | { readonly kind: 'struct'; readonly required: boolean; readonly children: readonly LayoutNode[] }
  /** A list, or a map, whose item is a required struct of key and value. */
  | {
      readonly kind: 'list'
      readonly required: boolean
      readonly repetition: number
      readonly item: LayoutNode
    }

/** Columns and schema of a table. */
export interface TableLayout {
  readonly nodes: readonly LayoutNode[]
  readonly leaves: readonly LeafColumn[]
  readonly elements: readonly SchemaElement[]
}

/**
 * Lays out Arrow fields as parquet columns.
 *
 * @throws `UnsupportedColumnType` for unions, intervals and structs without fields
 * @see Parquet format, "Nested types"
 */
export function layoutTable(fields: readonly Field[]): TableLayout {
  const layout = new LayoutBuilder()
  layout.elements.push({ name: 'schema', numChildren: fields.length })
  const nodes = fields.map((field) => {
    layout.column = field.name
    return layout.node(field, { path: [], definition: 0, repetition: 0, required: false })
  })
  return { nodes, leaves: layout.leaves, elements: layout.elements }
}

interface Place {
  readonly path: readonly string[]
  readonly definition: number
  readonly repetition: number
  readonly required: boolean
}

class LayoutBuilder {
  readonly elements: SchemaElement[] = []
  readonly leaves: LeafColumn[] = []
  column = ''

  node(field: Field, place: Place): LayoutNode {
    const path = [...place.path, field.name]
    const inside = { ...place, path, definition: place.definition + (place.required ? 0 : 1) }
    switch (columnKind(field.type)) {
      case 'struct':
        return this.#struct(field, inside)
      case 'list':
        return this.#list(field, inside)
      case 'map':
        return this.#map(field, inside)
      default:
        return this.#leaf(field, inside)
    }
  }

  #leaf(field: Field, place: Place): LayoutNode {
    const type = leafType(field.type)
    if (type === undefined) throw this.#unsupported(field)
    const { physical, typeLength, converted, logical } = type
    const repetition = place.required ? 'REQUIRED' : 'OPTIONAL'
    this.elements.push({ name: field.name, repetition, physical, typeLength, converted, logical })
    const leaf = {
      path: place.path,
      type,
      maxDefinition: place.definition,
      maxRepetition: place.repetition,
    }
    this.leaves.push(leaf)
    return { kind: 'leaf', required: place.required, leaf }
  }

  #struct(field: Field, place: Place): LayoutNode {
    const fields: readonly Field[] = field.type.children
    if (fields.length === 0) throw this.#unsupported(field)
    const repetition = place.required ? 'REQUIRED' : 'OPTIONAL'
    this.elements.push({ name: field.name, repetition, numChildren: fields.length })
    const children = fields.map((child) => this.node(child, { ...place, required: false }))
    return { kind: 'struct', required: place.required, children }
  }

  #list(field: Field, place: Place): LayoutNode {
    const item: Field | undefined = field.type.children[0]
    if (item === undefined) throw this.#unsupported(field)
    this.elements.push(
      {
        name: field.name,
        repetition: 'OPTIONAL',
        numChildren: 1,
        converted: 'LIST',
        logical: { type: 'LIST' },
      },
      { name: 'list', repetition: 'REPEATED', numChildren: 1 },
    )
    const inside = this.#repeated(place, 'list')
    const node = this.node(renamed(item, 'element'), { ...inside, required: false })
    return { kind: 'list', required: place.required, repetition: inside.repetition, item: node }
  }

  #map(field: Field, place: Place): LayoutNode {
    const entries: readonly Field[] = field.type.children[0]?.type.children ?? []
    const [key, value] = entries
    if (key === undefined || value === undefined) throw this.#unsupported(field)
    this.elements.push(
      {
        name: field.name,
        repetition: 'OPTIONAL',
        numChildren: 1,
        converted: 'MAP',
        logical: { type: 'MAP' },
      },
      { name: 'key_value', repetition: 'REPEATED', numChildren: 2 },
    )
    const inside = this.#repeated(place, 'key_value')
    const children = [
      this.node(renamed(key, 'key'), { ...inside, required: true }),
      this.node(renamed(value, 'value'), { ...inside, required: false }),
    ]
    const item: LayoutNode = { kind: 'struct', required: true, children }
    return { kind: 'list', required: place.required, repetition: inside.repetition, item }
  }

  #repeated(place: Place, name: string): Place {
    return {
      path: [...place.path, name],
      definition: place.definition + 1,
      repetition: place.repetition + 1,
      required: false,
    }
  }

  #unsupported(field: Field): UnsupportedColumnType {
    return new UnsupportedColumnType(this.column, String(field.type), 'parquet')
  }
}

/** The standard names of the inner groups, whatever Arrow calls them. */
function renamed(field: Field, name: string): Field {
  return field.clone({ name })
}
