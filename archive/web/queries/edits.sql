-- title: Edits
-- section: Changes
-- description: Changes of articles between two captures: the newest 500, the newest first. New counts of views or comments are not
--   edits, nor is a different result of a changed extraction rule. Give a kind to see only edits of that kind: typo,
--   metadata, headline, addition, removal, substantive or rewrite.
with newest as materialized (
  select id from (
    select id, changed_at, article_id from changes where :kind = '' and change = 'edit'
    order by changed_at desc, article_id limit 500 /* page */
  )
  union all
  select id from (
    select id, changed_at, article_id from changes where :kind <> '' and change = 'edit' and class = lower(trim(:kind))
    order by changed_at desc, article_id limit 500 /* page */
  )
)
select
  changes.changed_at as seen,
  changes.class as kind,
  title,
  changes.changed,
  changes.words_before,
  changes.words_after,
  '/-/diff?before=' || changes.previous_version || '&after=' || changes.version as difference,
  changes.unchanged_until as last_seen_before,
  changes.site,
  url,
  articles.id as article
from newest join changes on changes.id = newest.id join articles on articles.id = changes.article_id
order by seen desc, articles.id
