-- title: What changed
-- section: Changes
-- description: All that happened to articles: new, edited, gone, back and renamed ones, the newest 500, the newest first.
--   Of an edit the class is its kind: typo, metadata, headline, addition, removal, substantive or rewrite. Give a class,
--   or the word edit, to see only changes of that class.
with newest as materialized (
  -- Each of the three has an index in its order.
  select id from (
    select id, changed_at, article_id from changes where trim(:class) = ''
    order by changed_at desc, article_id limit 500 /* page */
  )
  union all
  select id from (
    select id, changed_at, article_id from changes where class = lower(trim(:class))
    order by changed_at desc, article_id limit 500 /* page */
  )
  union all
  select id from (
    select id, changed_at, article_id from changes where change = 'edit' and lower(trim(:class)) = 'edit'
    order by changed_at desc, article_id limit 500 /* page */
  )
)
select
  changes.changed_at as seen,
  changes.class,
  title,
  case when changes.previous_version is not null
    then '/-/diff?before=' || changes.previous_version || '&after=' || changes.version end as difference,
  changes.unchanged_until as last_seen_before,
  changes.reason,
  changes.previous_url,
  changes.leads_to,
  changes.site,
  url,
  articles.id as article
from newest join changes on changes.id = newest.id join articles on articles.id = changes.article_id
order by seen desc, articles.id
