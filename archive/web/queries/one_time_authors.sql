-- title: One-time authors
-- section: Authors
-- description: Authors with a single article in the archive, the newest first.
with single as materialized (
  select name, min(article) as id from authors group by name having count(*) = 1
)
select
  single.name as author,
  title,
  published_day as published,
  word_count as words,
  site,
  url,
  articles.id as article
from single join articles on articles.id = single.id
order by published_at desc, author
limit 500
