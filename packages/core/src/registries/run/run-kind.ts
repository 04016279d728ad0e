/** Kind of artifacts that describe runs: logs, reports, environments. Hidden by default, linked to no project. */
export const RUN_KIND = '__lamindb_run__'
