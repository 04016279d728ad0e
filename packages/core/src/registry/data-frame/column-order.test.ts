import { expect, it } from 'vitest'

import { createTestInstance } from '../../testing/index.ts'
import { dataFrameColumns } from './column-order.ts'

/** Columns of Python's data frames (lamindb 2.12.1), without the id, which is the index there; the middle: with private columns. */
const reference: readonly (readonly [registry: string, withPrivates: boolean, columns: string])[] = [
  [
    'Artifact',
    false,
    'uid key description suffix kind otype size hash n_files n_observations extra_data version_tag is_latest is_locked created_at branch_id created_on_id space_id storage_id run_id schema_id created_by_id',
  ],
  [
    'Artifact',
    true,
    'uid _aux key _real_key description suffix kind otype size hash n_files n_observations _hash_type extra_data _key_is_virtual _overwrite_versions version_tag is_latest is_locked created_at branch_id created_on_id space_id storage_id run_id schema_id created_by_id',
  ],
  [
    'Run',
    false,
    'uid name description entrypoint started_at finished_at params extra_data reference reference_type cli_args is_locked created_at branch_id created_on_id space_id transform_id report_id environment_id plan_id created_by_id initiated_by_run_id',
  ],
  [
    'Run',
    true,
    'uid _aux name description entrypoint started_at finished_at params extra_data reference reference_type cli_args _is_consecutive _status_code is_locked created_at branch_id created_on_id space_id transform_id report_id environment_id plan_id created_by_id initiated_by_run_id',
  ],
  [
    'Transform',
    false,
    'uid key description kind source_code hash reference reference_type version_tag is_latest is_locked created_at branch_id created_on_id space_id environment_id plan_id run_id created_by_id',
  ],
  [
    'Collection',
    false,
    'uid key description hash reference reference_type version_tag is_latest is_locked created_at branch_id created_on_id space_id created_by_id run_id schema_id meta_artifact_id',
  ],
  [
    'Collection',
    true,
    'uid _aux key description hash reference reference_type version_tag is_latest is_locked created_at branch_id created_on_id space_id created_by_id run_id schema_id meta_artifact_id',
  ],
  [
    'Record',
    false,
    'uid name description reference reference_type extra_data is_locked is_type created_at branch_id created_on_id space_id created_by_id type_id schema_id run_id',
  ],
  [
    'Record',
    true,
    'uid _aux name description reference reference_type extra_data is_locked is_type created_at branch_id created_on_id space_id created_by_id type_id schema_id run_id',
  ],
  [
    'Schema',
    false,
    'uid name description n_members coerce flexible itype otype suffix hash minimal_set ordered_set maximal_set is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Schema',
    true,
    'uid _aux name description n_members coerce flexible itype otype suffix _dtype_str hash minimal_set ordered_set maximal_set is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Feature',
    false,
    'uid name _dtype_str unit description array_rank array_size array_shape synonyms default_value nullable coerce is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Feature',
    true,
    'uid _aux name _dtype_str _ounit_str unit description array_rank array_size array_shape synonyms default_value nullable coerce is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'ULabel',
    true,
    'uid _aux name description reference reference_type is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Project',
    false,
    'uid name description abbr url start_date end_date is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Project',
    true,
    'uid _aux name description abbr url start_date end_date _status_code is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Reference',
    false,
    'uid name description abbr url pubmed_id doi text date is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Reference',
    true,
    'uid _aux name description abbr url pubmed_id doi text date is_locked is_type created_at branch_id created_on_id space_id created_by_id run_id type_id',
  ],
  [
    'Storage',
    true,
    'uid _aux root description type region instance_uid is_locked created_at branch_id created_on_id space_id created_by_id run_id',
  ],
  ['Branch', false, 'uid name description created_at space_id created_by_id'],
  ['Branch', true, 'uid name description _status_code _aux created_at space_id created_by_id'],
  ['User', false, 'uid handle name created_at'],
  ['User', true, 'uid handle name created_at'],
]

it.each(reference)(
  'the data frame of %s has the columns of Python (private ones: %s)',
  async (name, withPrivates, columns) => {
    await using test = await createTestInstance()
    const { meta } = test.db.registryNamed(name)
    const ours = dataFrameColumns(meta, withPrivates).map(({ column }) => column)
    expect(ours[1]).toBe('id')
    expect(ours.filter((column) => column !== 'id').join(' ')).toBe(columns)
  },
)
