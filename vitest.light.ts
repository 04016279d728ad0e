import shared from './vitest.shared.ts'

/** For packages without registries: no Postgres is started. */
export default { ...shared, test: { ...shared.test, globalSetup: [] } }
