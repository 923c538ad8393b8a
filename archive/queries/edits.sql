-- title: Edits
-- description: Articles whose text was changed after we first read it, the latest change first. More views or comments
--   are no edit, nor is a better rule for reading the same page.
select
  history.captured_at as seen,
  articles.title,
  history.changed,
  former.word_count as words_before,
  newer.word_count as words_after,
  history.previous_captured_at as last_seen_before,
  '/-/diff?before=' || history.previous_version || '&after=' || history.version as difference,
  articles.url,
  articles.id as article
from history
join articles on articles.url = history.article
join versions as newer on newer.id = history.version
join versions as former on former.id = history.previous_version
order by history.captured_at desc, articles.id
limit 500
