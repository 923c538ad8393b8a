-- title: One-time authors
-- section: Authors
-- description: Authors with a single article in the archive, the newest first.
with single as materialized (
  select name, (select min(article) from authors where authors.name = tallies.name) as id
  from tallies where what = 'author' and site = '' and articles = 1
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
