import { Lookup, QuerySet, RegistryRecord, type BoundRegistry } from '@lamindb/core'
import { Table } from 'apache-arrow'
import { ApiLookup } from './api-lookup.ts'
import { ApiPublicTable, isPublicTable } from './api-public-table.ts'
import { ApiQuerySet } from './api-query-set.ts'
import { ApiRecord } from './api-record.ts'
import { ApiRegistry } from './api-registry.ts'
import { ApiSearchResult, isSearchResult } from './api-search-result.ts'
import { ApiThing } from './api-thing.ts'
import { pythonTable } from './python-table.ts'
import type { ApiWrapper } from './python-from-api.ts'

/** How the objects of the API appear to Python code. */
export const API_OBJECTS: readonly ApiWrapper[] = [
  (value) => (value instanceof RegistryRecord ? new ApiRecord(value) : undefined),
  (value) => (value instanceof QuerySet ? new ApiQuerySet(value as QuerySet<RegistryRecord>) : undefined),
  (value) => (isRegistry(value) ? new ApiRegistry(value) : undefined),
  (value) => (isPublicTable(value) ? new ApiPublicTable(value) : undefined),
  (value) => (isSearchResult(value) ? new ApiSearchResult(value) : undefined),
  (value) => (value instanceof Lookup ? new ApiLookup(value) : undefined),
  (value) => (value instanceof Table ? pythonTable(value) : undefined),
  (value) => new ApiThing(value),
]

function isRegistry(value: object): value is BoundRegistry {
  return typeof value === 'function' && 'meta' in value && 'instance' in value
}
