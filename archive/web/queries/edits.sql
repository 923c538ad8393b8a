-- title: Edits
-- section: Changes
-- description: Changes of articles between two captures: the newest 500, the newest first. New counts of views or comments are not
--   edits, nor is a different result of a changed extraction rule. Give a kind to see only edits of that kind: typo,
--   metadata, headline, addition, removal, substantive or rewrite.
with newest as materialized (
  select * from history order by captured_at desc, article limit 500
),
edits as materialized (
  select
    newest.*,
    former.word_count as words_before,
    newer.word_count as words_after,
    kind_of_edit(newest.previous_version, newest.version) as kind
  from newest
  join versions as newer on newer.id = newest.version
  join versions as former on former.id = newest.previous_version
)
select
  edits.captured_at as seen,
  kind,
  title,
  changed,
  words_before,
  words_after,
  '/-/diff?before=' || previous_version || '&after=' || edits.version as difference,
  previous_captured_at as last_seen_before,
  edits.site,
  url,
  articles.id as article
from edits join articles on articles.url = edits.article
where :kind = '' or kind = lower(trim(:kind))
order by seen desc, articles.id
