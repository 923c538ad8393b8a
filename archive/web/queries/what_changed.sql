-- title: What changed
-- section: Changes
-- description: All that happened to articles: new, edited, gone, back and renamed ones, the newest 500, the newest first.
--   Of an edit the class is its kind: typo, metadata, headline, addition, removal, substantive or rewrite. Give a class,
--   or the word edit, to see only changes of that class.
with newest as materialized (
  select changes.* from changes
  where :class = '' or change = lower(trim(:class))
    or (change = 'edit' and lower(trim(:class)) not in ('new', 'gone', 'back', 'renamed'))
  order by changed_at desc, article limit 500
),
classed as materialized (
  select newest.*, case change when 'edit' then kind_of_edit(previous_version, version) else change end as class
  from newest
)
select
  changed_at as seen,
  class,
  title,
  case when previous_version is not null then '/-/diff?before=' || previous_version || '&after=' || classed.version end
    as difference,
  unchanged_until as last_seen_before,
  reason,
  previous_url,
  leads_to,
  classed.site,
  url,
  articles.id as article
from classed join articles on articles.url = classed.article
where :class = '' or class = lower(trim(:class)) or change = lower(trim(:class))
order by seen desc, articles.id
