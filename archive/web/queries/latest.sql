-- title: Latest articles
-- section: Articles
-- description: The hundred newest articles by their date of publication.
select
  published_day as published,
  title,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  (select group_concat(name, ', ') from (select name from categories where article = articles.id order by position)) as categories,
  site,
  views,
  case when views is not null then iif(views_rounded, 'rounded', 'exact') end as count,
  word_count as words,
  url,
  id as article
from articles
where published_at is not null
order by published_at desc, id
limit 100
