-- title: Most commented
-- section: Articles
-- description: The two hundred articles with the most comments in the archive, how many persons wrote them, and the count that
--   the page prints.
with counted as materialized (
  select article, count(*) as comments from comments group by article order by comments desc, article limit 200
)
select
  counted.comments,
  (select count(distinct author) from comments where article = counted.article) as commenters,
  (select count(*) from comments where article = counted.article and parent_id is not null) as replies,
  comment_count as printed,
  title,
  published_day as published,
  site,
  url,
  id as article
from counted join articles on articles.id = counted.article
order by counted.comments desc, id
