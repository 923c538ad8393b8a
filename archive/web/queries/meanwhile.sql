-- title: While nobody looked
-- section: Changes
-- description: Changes between two captures that lie far apart, so that nobody knows when they were made: the longest times
--   first. Give a least number of days.
with changed as materialized (
  select *, julianday(changed_at) - julianday(unchanged_until) as days from changes
  where unchanged_until is not null
    and julianday(changed_at) - julianday(unchanged_until) >= cast(trim(:days) as real)
  order by julianday(changed_at) - julianday(unchanged_until) desc, changed_at, article_id limit 500
)
select
  round(days, 1) as days,
  unchanged_until as last_seen_before,
  changed_at as seen,
  class,
  title,
  case when previous_version is not null then '/-/diff?before=' || previous_version || '&after=' || changed.version end
    as difference,
  changed.site,
  url,
  articles.id as article
from changed join articles on articles.id = changed.article_id
order by changed.days desc, changed_at, articles.id
