/** The two databases that an instance can live in. */
export type Dialect = 'sqlite' | 'postgresql'
