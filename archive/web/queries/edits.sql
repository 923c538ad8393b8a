-- title: Edits
-- section: Changes
-- description: Changes of articles between two captures, the newest first. New counts of views or comments are not
--   edits, nor is a different result of a changed extraction rule. Give a class to see only edits of that class: typo,
--   metadata, headline, addition, removal, substantive or rewrite.
select
  changes.changed_at as seen,
  changes.class,
  title,
  changes.changed,
  changes.words_before,
  changes.words_after,
  '/-/diff?before=' || changes.previous_version || '&after=' || changes.version as difference,
  changes.unchanged_until as last_seen_before,
  changes.site,
  changes.article as url,
  changes.article_id as article
-- Left, so that counting the rows need not look at articles.
from changes left join articles on articles.id = changes.article_id
where change = 'edit' and (:kind = '' or class = lower(trim(:kind)))
order by changes.changed_at desc, changes.article_id
