-- title: Most viewed
-- section: Articles
-- description: The hundred articles with the highest count of views, as their page last printed it. A page that prints
--   1.6k has a rounded count.
select
  views,
  iif(views_rounded, 'rounded', 'exact') as count,
  title,
  (select group_concat(name, ', ') from (select name from authors where article = articles.id order by position)) as authors,
  published_day as published,
  last_captured_at as counted,
  site,
  url,
  id as article
from articles
where views is not null
order by views desc, id
limit 100
