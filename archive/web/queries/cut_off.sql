-- title: Cut off by a paywall
-- section: Quality
-- description: Articles whose text is not whole, with the words that tell so, or whose page declares that it is paid: of the
--   newest 10,000, or of those of one site.
with newest as materialized (
  select * from (
    select title, cut_off, is_free, word_count, published_day, published_at, site, url, id from articles where :site = ''
    order by published_at desc limit 10000
  )
  union all
  select * from (
    select title, cut_off, is_free, word_count, published_day, published_at, site, url, id from articles
    where site = trim(:site) order by published_at desc limit 10000
  )
)
select
  ifnull(cut_off, 'declared as paid') as why,
  title,
  word_count as words,
  published_day as published,
  site,
  url,
  id as article
from newest
where cut_off is not null or is_free = 0
order by published_at desc, id
limit 1000
