/** Measurements that share a process because they share set-up work. */
export interface Group {
  /** Module in `work/` that exports `run`. */
  readonly work: string
  readonly names: readonly string[]
}

export const groups: readonly Group[] = [
  { work: 'processes', names: ['cli-version', 'cli-info', 'init', 'process-connect-query', 'import'] },
  { work: 'hash-file', names: ['hash-file-1gb'] },
  { work: 'records', names: ['artifact-save-small', 'records-create-save-1k'] },
  { work: 'ontologies', names: ['import-cl'] },
  { work: 'ontologies', names: ['import-uberon'] },
  { work: 'ontologies', names: ['import-mondo'] },
  {
    work: 'genes',
    names: [
      'import-genes',
      'validate-100k',
      'inspect-100k',
      'standardize-100k',
      'search-79k',
      'to-dataframe-79k',
    ],
  },
  { work: 'curate', names: ['curate-small', 'curate-1m', 'curate-1m-bad', 'curate-1m-save'] },
]
