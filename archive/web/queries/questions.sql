-- title: Titles that ask
-- section: Articles
-- description: Articles whose title holds a question mark of any script, the newest first: of the newest 10,000, or of those
--   of one site.
with newest as materialized (
  select * from (
    select title, published_day, published_at, site, url, id from articles where :site = ''
    order by published_at desc limit 10000
  )
  union all
  select * from (
    select title, published_day, published_at, site, url, id from articles where site = trim(:site)
    order by published_at desc limit 10000
  )
)
select
  title,
  published_day as published,
  (select group_concat(name, ', ') from (select name from authors where article = newest.id order by position)) as authors,
  site,
  url,
  id as article
from newest
where title glob '*[?？؟⁇]*'
order by published_at desc, id
limit 1000
