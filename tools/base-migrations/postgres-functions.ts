import type { SchemaFunction, Trigger } from './reference-schema.ts'
import { quoted } from './sql-names.ts'

/** `create function` for one function of the reference; throws for one whose behaviour is not written here. */
export function createFunction(declared: SchemaFunction, triggers: readonly Trigger[]): string {
  const head = `create function ${quoted(declared.name)}(${declared.arguments}) returns ${declared.returns}`
  return `${head} language ${declared.language} as $body$\n${body(declared, triggers)}$body$`
}

function body({ name }: SchemaFunction, triggers: readonly Trigger[]): string {
  if (name === '_pgtrigger_should_ignore') return shouldIgnore
  const validity = /^is_valid_(\w+)_type$/.exec(name)?.[1]
  if (validity !== undefined) return typeIsValid(validity)
  const trigger = triggers.find((candidate) => candidate.function === name)
  const cycle = /^pgtrigger_prevent_(\w+)_type_cycle_\w+$/.exec(name)?.[1]
  if (trigger !== undefined && cycle !== undefined) return preventTypeCycle(cycle, trigger.table)
  if (trigger !== undefined && name.startsWith('pgtrigger_update_feature_on_name_change_'))
    return recordRename
  throw new Error(`No body is written for the function ${name}.`)
}

/** A session may name triggers to pass over in `pgtrigger.ignore`, a literal of type `text[]`. */
const shouldIgnore = `declare
  ignored text := nullif(current_setting('pgtrigger.ignore', true), '');
begin
  return ignored is not null and trigger_name::text = any (ignored::text[]);
end
`

/** The row that `type_id` names must be a type; a record that is a type itself may not have one with a schema. */
function typeIsValid(registry: string): string {
  const further =
    registry === 'record'
      ? ' and not (coalesce(record_is_type, false) and candidate.schema_id is not null)'
      : ''
  return `begin
  return ${registry}_type_id is null or exists (
    select 1 from lamindb_${registry} as candidate
    where candidate.id = ${registry}_type_id and candidate.is_type${further}
  );
end
`
}

/** Depth at which the search for a cycle ends. */
const typeDepthLimit = 100

/** The order of the three checks decides which message a row with two faults gets. */
function preventTypeCycle(registry: string, table: string): string {
  const policyName = registry === 'record' ? 'locked' : 'single-space'
  return `declare
  policy text;
  type_space bigint;
  space_uid text;
  ancestor bigint := new.type_id;
  depth integer := 1;
begin
  if _pgtrigger_should_ignore(tg_name) then
    return new;
  end if;
  select t._aux ->> 'ss', t.space_id into policy, type_space from ${table} as t where t.id = new.type_id;
  if policy = '1' then
    if type_space is distinct from new.space_id then
      raise exception 'Cannot set type: ${registry} space must match ${policyName} type space';
    end if;
  elsif policy is not null then
    select s.uid into space_uid from lamindb_space as s where s.id = new.space_id;
    if space_uid is distinct from policy then
      raise exception 'Cannot set type: ${registry} space must match ${policyName} type space';
    end if;
  end if;
  if new.type_id = new.id then
    raise exception 'Cannot set type: ${registry} cannot be its own type';
  end if;
  while ancestor is not null and depth <= ${typeDepthLimit} loop
    if ancestor = new.id then
      raise exception 'Cannot set type: would create a cycle';
    end if;
    select t.type_id into ancestor from ${table} as t where t.id = ancestor;
    depth := depth + 1;
  end loop;
  return new;
end
`
}

/** Keeps the old name as a synonym and in `_aux.renamed`, under the time of the change. */
const recordRename = `declare
  changed_at text := to_char(statement_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
  renamed jsonb := coalesce(nullif(old._aux -> 'renamed', 'null'), '{}') || jsonb_build_object(changed_at, old.name);
begin
  if _pgtrigger_should_ignore(tg_name) then
    return new;
  end if;
  if coalesce(new.synonyms, '') = '' then
    new.synonyms := old.name;
  elsif position(old.name in new.synonyms) = 0 then
    new.synonyms := new.synonyms || '|' || old.name;
  end if;
  new._aux := coalesce(nullif(new._aux, 'null'), '{}') || jsonb_build_object('renamed', renamed);
  return new;
end
`
