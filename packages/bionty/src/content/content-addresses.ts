import { fileURLToPath } from 'node:url'

import { ontologyFileName, tableFileName, type SourceKey } from '../sources/index.ts'

/** The bucket of tables and original files that the reference keeps, as sources name it and by https. */
const bucket = { s3: 's3://bionty-assets/', https: 'https://bionty-assets.s3.amazonaws.com/' }

/** What decides where the content of a source is. */
export interface ContentSource extends SourceKey {
  readonly url: string | null
}

/** A place on the network, and the name under which its content is cached. */
export interface ContentAddress {
  readonly url: string
  readonly fileName: string
}

/** Names that the content of a source may have in the cache folder; the first that is there counts. */
export function cachedNames(source: SourceKey): readonly string[] {
  const table = tableFileName(source)
  const others = ['.csv', '.tsv', '.csv.gz', '.tsv.gz'].map((suffix) => table.replace(/\.parquet$/, suffix))
  return [table, ...others, ontologyFileName(source)]
}

/** A path on this machine that the source names as its address. */
export function localPath({ url }: ContentSource): string | undefined {
  if (!url) return undefined
  if (url.startsWith('file:')) return fileURLToPath(url)
  return url.startsWith('/') ? url : undefined
}

/**
 * Where to ask for the content of a source, in this order: the ready-made table of the bucket, then the original file of
 * the bucket, then the source's own address. A source without address has none.
 */
export function contentAddresses(source: ContentSource): readonly ContentAddress[] {
  const { url } = source
  if (!url || localPath(source) !== undefined) return []
  const table = tableFileName(source)
  const ontology = ontologyFileName(source)
  const own = inHttps(url)
  const addresses: ContentAddress[] = [{ url: bucket.https + encodeURIComponent(table), fileName: table }]
  if (url.endsWith('.parquet')) addresses.push({ url: own, fileName: table })
  else
    addresses.push(
      { url: bucket.https + encodeURIComponent(ontology), fileName: ontology },
      { url: own, fileName: ontology },
    )
  return addresses.filter(
    (address, index) => addresses.findIndex((other) => other.url === address.url) === index,
  )
}

const inHttps = (url: string): string =>
  url.startsWith(bucket.s3) ? bucket.https + encodeURIComponent(url.slice(bucket.s3.length)) : url

/** Whether the content lies in the bucket of the reference. */
export const isInBucket = (url: string | null): boolean => url?.startsWith(bucket.s3) === true
