-- title: Comments that were edited or removed
-- section: Changes
-- description: Readers' comments that had another text later, or that later captures no longer show, the newest change first.
select
  ended_at as seen,
  ended as what,
  author as commenter,
  comment_history.text,
  last_seen_at as last_seen_before,
  title,
  site,
  url,
  articles.id as article
from comment_history join articles on articles.id = comment_history.article
where ended is not null
order by ended_at desc, articles.id, number, span
limit 500
