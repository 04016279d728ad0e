import { NotAnOntology, OntologySyntaxError } from '../../errors.ts'
import type { HeaderFacts, OntologyBuilder } from '../ontology-builder.ts'
import type { OntologyParser } from '../ontology-parser.ts'
import { JsonElements, type JsonProblem } from './json-elements.ts'
import { OboGraphDocument } from './obo-graph-document.ts'

/** Everything two levels below a graph, so that no part of it is kept, and what else the top of a document may hold. */
const paths = ['$.graphs.*.*.*', '$.graphs.*.id', '$.*.*']

/**
 * Reads OBO Graphs in JSON. {@link JsonElements} hands out nodes, edges and axioms one after the other,
 * {@link OboGraphDocument} makes terms of them.
 *
 * @see https://github.com/geneontology/obographs
 */
export class OboGraphParser implements OntologyParser {
  readonly #path: string
  readonly #builder: OntologyBuilder
  readonly #document = new OboGraphDocument()
  readonly #json: JsonElements
  #sawGraph = false

  constructor(path: string, builder: OntologyBuilder) {
    this.#path = path
    this.#builder = builder
    this.#json = new JsonElements(paths, (value, keys) => this.#readElement(value, keys))
  }

  get termCount(): number {
    return this.#document.termCount
  }

  write(chunk: Uint8Array): void {
    this.#check(this.#json.write(chunk))
  }

  end(): HeaderFacts {
    this.#check(this.#json.end())
    if (!this.#sawGraph) {
      throw new NotAnOntology({ path: this.#path }, 'obo-graph', "an object with 'graphs'", 'other JSON')
    }
    return this.#document.finish(this.#builder)
  }

  #readElement(value: unknown, [root, graph, member, key]: readonly (string | number | undefined)[]): void {
    if (root !== 'graphs' || typeof graph !== 'number') return
    this.#sawGraph = true
    if (member === 'id' && key === undefined) this.#document.addGraphId(value)
    else if (member === 'nodes') this.#document.addNode(value)
    else if (member === 'edges') this.#document.addEdge(value)
    else if (member === 'propertyChainAxioms') this.#document.addPropertyChain(value)
    else if (member === 'meta') this.#document.addGraphMeta(key, value)
  }

  #check(problem: JsonProblem | undefined): void {
    if (problem === undefined) return
    const { byte, found, cause } = problem
    throw new OntologySyntaxError({ path: this.#path, byte }, 'obo-graph', 'valid JSON', found, cause)
  }
}
