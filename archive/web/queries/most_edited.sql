-- title: Most edited
-- section: Changes
-- description: The two hundred articles with the most different versions, and the time over which they were seen.
with edited as materialized (
  select id from articles indexed by idx_articles_most_edited where versions > 1 order by versions desc, id limit 200
)
select
  versions,
  title,
  published_day as published,
  first_captured_at as first_seen,
  last_captured_at as last_seen,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  site,
  url,
  articles.id as article
from edited join articles on articles.id = edited.id
order by versions desc, articles.id
