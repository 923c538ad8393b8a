-- title: Cut off by a paywall
-- section: Quality
-- description: Articles whose text is not whole, with the words that tell so, or whose page declares that it is paid, the newest
--   first. Give a site to see only its articles.
select
  ifnull(cut_off, 'declared as paid') as why,
  title,
  word_count as words,
  published_day as published,
  site,
  url,
  id as article
from articles indexed by idx_articles_paid
where (cut_off is not null or is_free = 0) and (:site = '' or site = trim(:site))
order by published_at desc, id
limit 1000
