import shared from '../../../vitest.shared.ts'

// Generated packages import ours as published; in this workspace they are resolved to the sources. Their tests need no
// Postgres.
export default { ...shared, test: { ...shared.test, globalSetup: [], testTimeout: 60_000 } }
