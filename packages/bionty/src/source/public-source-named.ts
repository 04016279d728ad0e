import { resolve, type BoundRegistry } from '@lamindb/core'
import { InvalidArgument } from '@lamindb/core/errors'

import { answered, fetchToken } from '../content/download-file.ts'
import { OntologyNotFoundError, OntologyVersionNotFoundError, SourceDownloadFailed } from '../errors.ts'
import { publicSources } from '../sources/index.ts'

/** What a source row says beside its registry. */
export interface SourceFacts {
  readonly name: string
  readonly version: string
  readonly organism: string
  readonly url: string | null
  readonly description: string | null
  readonly sourceWebsite: string | null
  readonly currentlyUsed?: boolean
  readonly dataframeArtifactId?: number | null
}

export interface SourceQuestion {
  readonly name: string
  readonly version?: string | undefined
  readonly organism?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Entities whose sources are tables of their own: no ontology server knows them. */
const NOT_IN_SERVERS = new Set(['Gene', 'Protein', 'CellMarker'])

/**
 * A source that is not registered yet: of the public list, any version of it, else an ontology that the Ontology Lookup
 * Service or the OBO library knows under this prefix.
 *
 * @throws OntologyNotFoundError @throws OntologyVersionNotFoundError
 * @throws InvalidArgument for registries whose sources are in the list only
 */
export async function publicSourceNamed(
  registry: BoundRegistry,
  question: SourceQuestion,
): Promise<SourceFacts> {
  const listed = listedSource(registry.meta.entityName, question)
  if (listed) return listed
  if (NOT_IN_SERVERS.has(registry.meta.name)) {
    const { name, organism } = question
    throw new InvalidArgument(
      `No source is available with {'organism': '${organism ?? ''}', 'name': '${name}'}.`,
      { hint: 'Register a source with a table of its own: addSource(source, { file: … }).' },
    )
  }
  const { url, version } = await ontologyAddress(registry, question)
  const { name, organism = 'all' } = question
  return {
    name,
    version,
    organism,
    url,
    description: `${name} Ontology`,
    sourceWebsite: `https://www.ebi.ac.uk/ols/ontologies/${name}`,
  }
}

/** The list has one version of each source; others have their place in its address. */
function listedSource(entity: string, { name, version, organism }: SourceQuestion): SourceFacts | undefined {
  const source = publicSources.find(
    (listed) =>
      listed.entity === entity &&
      listed.name === name &&
      (organism === undefined || listed.organism === organism.toLowerCase()),
  )
  if (!source) return undefined
  const wanted = version ?? source.version
  return {
    name,
    version: wanted,
    organism: source.organism,
    url: source.urlPattern.replaceAll('{version}', wanted),
    description: source.description,
    sourceWebsite: source.website,
  }
}

async function ontologyAddress(
  { instance }: BoundRegistry,
  { name, version, signal }: SourceQuestion,
): Promise<{ url: string; version: string }> {
  const fetch = resolve(instance.container, fetchToken)
  const reach = async (url: string): Promise<unknown> => {
    try {
      await answered(fetch, url, { signal, method: 'HEAD' })
      return undefined
    } catch (error) {
      if (error instanceof SourceDownloadFailed) return error
      throw error
    }
  }
  const prefix = name.toLowerCase()
  if (version === undefined) return latestVersion(fetch, prefix, reach, signal)
  const addresses = versionAddresses(prefix, version.replace(/^v/, ''))
  let failure: unknown
  for (const url of addresses) {
    failure = await reach(url)
    if (failure === undefined) return { url, version }
  }
  throw new OntologyVersionNotFoundError(prefix, version, addresses, failure)
}

const versionAddresses = (prefix: string, version: string): readonly string[] => [
  `http://purl.obolibrary.org/obo/${prefix}/${version}/${prefix}.owl`,
  `http://purl.obolibrary.org/obo/${prefix}/releases/${version}/${prefix}.owl`,
  `http://purl.obolibrary.org/obo/${prefix}/v${version}/${prefix}.owl`,
]

/** What the Ontology Lookup Service says about an ontology, as far as it is needed. */
interface OlsOntology {
  readonly config?: {
    readonly versionIri?: string | null
    readonly fileLocation?: string | null
    readonly version?: string | null
  }
}

async function latestVersion(
  fetch: Parameters<typeof answered>[0],
  prefix: string,
  reach: (url: string) => Promise<unknown>,
  signal: AbortSignal | undefined,
): Promise<{ url: string; version: string }> {
  let config: OlsOntology['config']
  try {
    const response = await answered(
      fetch,
      `https://www.ebi.ac.uk/ols4/api/ontologies/${encodeURIComponent(prefix)}`,
      { signal },
    )
    config = ((await response.json()) as OlsOntology).config
  } catch (error) {
    signal?.throwIfAborted()
    throw new OntologyNotFoundError(prefix, error)
  }
  const { versionIri, fileLocation, version } = config ?? {}
  const url = versionIri && (await reach(versionIri)) === undefined ? versionIri : fileLocation
  const named = version ?? versionIri?.split('/').at(-2)?.replace(/^v/, '')
  if (!url || !named) throw new OntologyNotFoundError(prefix)
  return { url, version: named }
}
