import { DAY, HOUR } from './levels.ts';
import { counters, incrementSums, measuredColumns } from './totals-columns.ts';

/** So many tags of a tenant are told apart at the same time. Whoever sends requests chooses them. */
export const MOST_TAGS_TOLD_APART = 500;

const measured = measuredColumns.join(', ');
const sums = measuredColumns.map((name) => `${incrementSums[name]} AS ${name}`).join(', ');

/**
 * Further parts of a statement with increments in `taken`: they count once for each of their tags, of which a tenant
 * gets new ones while there is room, in the hours they were made in.
 */
export const countTags = `
  tagged AS MATERIALIZED (SELECT row_number() OVER () AS place, * FROM taken WHERE tags <> '{}'),
  sent AS MATERIALIZED (SELECT place, tenant_id, created_at, unnest(tags) AS tag FROM tagged),
  known AS MATERIALIZED (
    SELECT tenant_id, tag FROM usage_tags WHERE tenant_id IN (SELECT tenant_id FROM tagged)
  ),
  named AS (
    INSERT INTO usage_tags (tenant_id, tag, last_used_at)
    SELECT tenant_id, tag, used_at FROM (
      SELECT tenant_id, tag, max(created_at) AS used_at,
        row_number() OVER (PARTITION BY tenant_id ORDER BY min(created_at), tag)
          + (SELECT count(*) FROM known WHERE known.tenant_id = sent.tenant_id) AS number
      FROM sent WHERE (tenant_id, tag) NOT IN (SELECT tenant_id, tag FROM known) GROUP BY tenant_id, tag
    ) AS unknown WHERE number <= ${MOST_TAGS_TOLD_APART}
    RETURNING tenant_id, tag
  ),
  told AS (SELECT tenant_id, tag FROM known UNION ALL SELECT tenant_id, tag FROM named),
  labelled AS (
    SELECT DISTINCT place, told.tag AS told_tag FROM sent LEFT JOIN told USING (tenant_id, tag)
  ),
  counted_tags AS (
    INSERT INTO usage_tag_totals (level, settled, tenant_id, bucket, team_id, tag, failed, ${measured})
    SELECT ${HOUR}, false, tenant_id, bucket, team_id, told_tag, failed, ${measured} FROM (
      SELECT tenant_id, date_trunc('hour', created_at) AS bucket, team_id, told_tag, failed, ${sums}
      FROM labelled JOIN tagged USING (place) GROUP BY tenant_id, bucket, team_id, told_tag, failed, endpoint
    ) AS increment
  )`;

const group = 'tenant_id, team_id, tag, failed';
const merged = `
  ${counters.map((name) => `sum(${name})`).join(', ')}, max(last_used_at),
  compact_histogram(string_agg(latencies, '')), compact_histogram(string_agg(first_bytes, ''))`;

/**
 * Makes one row of what an hour has several of, and adds it to its day: of the oldest day that has ended and one tenant.
 * $1 days before it are taken
 */
export const settleTags = `
  WITH taken AS MATERIALIZED (
    DELETE FROM usage_tag_totals USING (
      SELECT tenant_id, date_bin(interval '1 day', bucket, 'epoch'::timestamptz) AS day FROM usage_tag_totals
      WHERE NOT settled AND bucket < $1 ORDER BY bucket LIMIT 1
    ) AS oldest
    WHERE usage_tag_totals.tenant_id = oldest.tenant_id AND NOT settled
      AND bucket >= oldest.day AND bucket < oldest.day + interval '1 day'
    RETURNING usage_tag_totals.*
  ), inserted AS (
    INSERT INTO usage_tag_totals (level, settled, bucket, ${group}, ${measured})
    SELECT ${HOUR}, true, bucket, ${group}, ${merged} FROM taken GROUP BY bucket, ${group}
    UNION ALL
    SELECT ${DAY}, true, date_bin(interval '1 day', bucket, 'epoch'::timestamptz) AS day, ${group}, ${merged}
    FROM taken GROUP BY day, ${group}
  ), used AS (
    UPDATE usage_tags SET last_used_at = greatest(usage_tags.last_used_at, latest.used_at)
    FROM (SELECT tenant_id, tag, max(last_used_at) AS used_at FROM taken GROUP BY tenant_id, tag) AS latest
    WHERE usage_tags.tenant_id = latest.tenant_id AND usage_tags.tag = latest.tag
  ) SELECT count(*)::int AS taken FROM taken`;

/** Makes room for new tags: of those that nobody has used for so long, only the totals stay. */
export const forgetTags = `DELETE FROM usage_tags WHERE last_used_at < now() - interval '90 days'`;
